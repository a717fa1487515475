using System.CommandLine;

namespace McoaRouter.Tools.HomeAgentDaemon;

internal static class HomeAgentCommand
{
    public static Command Create()
    {
        return new Command("home-agent");
    }
}
