using System.CommandLine;

namespace McoaRouter.Tools.Drive;

internal static class DriveCommand
{
    public static Command Create()
    {
        return new Command("drive");
    }
}
