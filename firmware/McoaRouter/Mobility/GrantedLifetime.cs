using McoaRouter.Wire;

namespace McoaRouter.Mobility;

/// <summary>The lifetime rules of RFC 6275 §11.7.3.</summary>
internal static class GrantedLifetime
{
    /// <summary>
    /// What is left of a lifetime when the answer to its update came, in ms, counted from when the update was sent:
    /// what was asked for less what was cut.
    /// </summary>
    internal static long Of(BindingAcknowledgement answer, long requestedMs)
    {
        long granted = 1000L * BindingUpdate.LifetimeUnitSeconds * answer.LifetimeUnits;
        return granted < requestedMs ? granted : requestedMs;
    }

    /// <summary>
    /// After how many ms the lifetime is to be refreshed: a quarter is left for retransmissions; the home agent may
    /// advise an earlier refresh.
    /// </summary>
    internal static long RefreshAfter(BindingAcknowledgement answer, byte[] buffer, long grantedMs)
    {
        long refresh = grantedMs / 4 * 3;
        int at = answer.Options.BindingRefreshAdviceAt;
        if (at < 0)
        {
            return refresh;
        }

        long advised = 1000L * BindingUpdate.LifetimeUnitSeconds * BindingRefreshAdviceOption.IntervalUnits(buffer, at);
        return advised > 0 && advised < refresh ? advised : refresh;
    }
}
