using McoaRouter.Fuzz.Commands;
using McoaRouter.Fuzz.Engine;

// Everything but help runs in the instrumented copy.
return (int)InstrumentedContext.Call(typeof(FuzzCommand), nameof(FuzzCommand.Run), (object)args)!;
