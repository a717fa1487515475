using System.CommandLine;
using McoaRouter.Tools;

return await CommandLine.RunAsync(args, new InvocationConfiguration());
