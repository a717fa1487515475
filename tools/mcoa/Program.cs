using System.CommandLine;
using McoaRouter.Tools.Drive;
using McoaRouter.Tools.Emulator;
using McoaRouter.Tools.HomeAgentDaemon;
using McoaRouter.Tools.Lab;

RootCommand root = new("McoaRouter: a multihomed vehicle router, tried, run and watched from here.")
{
    DriveCommand.Create(),
    LabCommand.Create(),
    HomeAgentCommand.Create(),
    EmulatorCommand.Create(),
};

return await root.Parse(args).InvokeAsync();
