using System.CommandLine;

namespace McoaRouter.Tools.Emulator;

internal static class EmulatorCommand
{
    public static Command Create()
    {
        return new Command("emulator");
    }
}
