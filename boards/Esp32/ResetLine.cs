using System.Device.Gpio;
using System.Threading;

namespace McoaRouter.Boards.Esp32;

/// <summary>Pulls the modem's reset line once when asked to, on a thread of its own, for the pulse is long.</summary>
internal sealed class ResetLine : GuardedThread
{
    // SIM7xxx and Quectel want 100 to 500 ms.
    private const int PulseMs = 300;

    private readonly GpioPin _pin;
    private readonly AutoResetEvent _work = new AutoResetEvent(false);

    internal ResetLine(CrashGuard guard, GpioPin pin)
        : base(guard, "modem reset")
    {
        _pin = pin;
        _pin.Write(PinValue.Low);
    }

    /// <summary>Begins a pulse.</summary>
    internal void Pulse()
    {
        _work.Set();
    }

    /// <inheritdoc/>
    protected override void Run()
    {
        while (true)
        {
            _work.WaitOne();
            _pin.Write(PinValue.High);
            Thread.Sleep(PulseMs);
            _pin.Write(PinValue.Low);
        }
    }
}
