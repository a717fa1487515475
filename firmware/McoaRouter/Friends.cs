using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("McoaRouter.RouteOptimization")]
