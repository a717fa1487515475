using System.CommandLine;

namespace McoaRouter.Tools.Lab;

internal static class LabCommand
{
    public static Command Create()
    {
        return new Command("lab");
    }
}
