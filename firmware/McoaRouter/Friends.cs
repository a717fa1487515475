using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("McoaRouter.RouteOptimization")]
[assembly: InternalsVisibleTo("McoaRouter.Steering")]
