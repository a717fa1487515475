using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Host.Tests")]
[assembly: InternalsVisibleTo("McoaRouter.RouteOptimization")]
[assembly: InternalsVisibleTo("McoaRouter.Steering")]
