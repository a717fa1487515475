namespace McoaRouter.Forwarding;

/// <summary>
/// The rate of error messages (RFC 4443 §2.4 f, and for Binding Errors RFC 6275 §9.3.3): ten at once, then ten a
/// second.
/// </summary>
public sealed class ErrorRateLimit
{
    private const int Burst = 10;
    private const int IntervalMs = 100;

    private int _tokens = Burst;
    private long _refilledAt;

    /// <summary>Takes leave to send one error.</summary>
    /// <returns>False where none may be sent now.</returns>
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
