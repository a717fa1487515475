using System;
using System.Reflection;
using System.Runtime.CompilerServices;
using McoaRouter.Consoles;
using McoaRouter.HomeAgents;

namespace McoaRouter.Torture.World;

/// <summary>
/// Runs all static constructors of the machines' assemblies, as a device does when it starts: on .NET they run when they are
/// first needed, and what they allocate would be taken for a machine's.
/// </summary>
internal static class WarmUp
{
    private static readonly bool s_isDone = Run();

    /// <summary>Whether it is done; asking does it.</summary>
    public static bool IsDone => s_isDone;

    private static bool Run()
    {
        Assembly[] assemblies =
        [
            typeof(MobileRouter).Assembly, typeof(TrafficSteering).Assembly, typeof(RouteOptimizer).Assembly,
            typeof(RouterConsole).Assembly, typeof(HomeAgent).Assembly,
        ];
        foreach (Assembly assembly in assemblies)
        {
            foreach (Type type in assembly.GetTypes())
            {
                if (!type.ContainsGenericParameters)
                {
                    RuntimeHelpers.RunClassConstructor(type.TypeHandle);
                }
            }
        }

        return true;
    }
}
