namespace McoaRouter.Forwarding;

/// <summary>
/// The bounded rate of errors (RFC 4443 §2.4 f), of Binding Errors too (RFC 6275 §9.3.3): ten at once, then ten a
/// second.
/// </summary>
public sealed class ErrorRateLimit
{
    private const int Burst = 10;
    private const int IntervalMs = 100;

    private int _tokens = Burst;
    private long _refilledAt;

    /// <summary>Takes the leave to send one error.</summary>
    /// <returns>False where it is over the rate.</returns>
    public bool Take(long now)
    {
        long earned = (now - _refilledAt) / IntervalMs;
        _tokens = earned + _tokens > Burst ? Burst : _tokens + (int)earned;
        _refilledAt += earned * IntervalMs;
        if (_tokens == 0)
        {
            return false;
        }

        _tokens--;
        return true;
    }
}
