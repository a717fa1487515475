namespace McoaRouter.Forwarding;

/// <summary>
/// The rate of error messages (RFC 4443 §2.4 f, and for Binding Errors RFC 6275 §9.3.3): ten at once, then ten a
/// second; or of other answers that anybody may ask for.
/// </summary>
public sealed class ErrorRateLimit
{
    private const int ErrorBurst = 10;
    private const int ErrorIntervalMs = 100;

    private readonly int _burst;
    private readonly int _intervalMs;
    private int _tokens;
    private long _refilledAt;

    /// <summary>The rate of errors.</summary>
    public ErrorRateLimit()
        : this(ErrorBurst, ErrorIntervalMs)
    {
    }

    /// <summary>A rate.</summary>
    /// <param name="burst">How many may be sent at once.</param>
    /// <param name="intervalMs">How long it takes to earn another one, in ms.</param>
    public ErrorRateLimit(int burst, int intervalMs)
    {
        _burst = burst;
        _intervalMs = intervalMs;
        _tokens = burst;
    }

    /// <summary>Takes leave to send one.</summary>
    /// <returns>False where none may be sent now.</returns>
    public bool Take(long now)
    {
        long earned = (now - _refilledAt) / _intervalMs;
        _tokens = earned + _tokens > _burst ? _burst : _tokens + (int)earned;
        _refilledAt += earned * _intervalMs;
        if (_tokens == 0)
        {
            return false;
        }

        _tokens--;
        return true;
    }
}
