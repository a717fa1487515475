using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace McoaRouter.Host.Tests.Conformance;

/// <summary>The compiled assemblies that keep the device's dialect, and this one for its samples.</summary>
internal static class DeviceCode
{
    public const string Firmware = "McoaRouter";
    public const string LinkLayers = "McoaRouter.LinkLayers";
    public const string RouteOptimization = "McoaRouter.RouteOptimization";
    public const string Steering = "McoaRouter.Steering";
    public const string EthernetUplink = "McoaRouter.EthernetUplink";
    public const string Consoles = "McoaRouter.Consoles";
    public const string SimulatedBoard = "McoaRouter.Boards.Simulated";
    public const string BoardFrame = "McoaRouter.Boards.Frame";
    public const string BoardConsole = "McoaRouter.Boards.FrameConsole";
    public const string HomeAgents = "McoaRouter.HomeAgents";
    public const string Simulation = "McoaRouter.Simulation";

    /// <summary>The program that the device's emulator runs.</summary>
    public const string Emulated = "McoaRouter.Emulated";

    /// <summary>The unit tests, which are compiled for the device too.</summary>
    public const string DeviceTests = "McoaRouter.Tests";

    /// <summary>Every assembly whose sources are compiled for the device too.</summary>
    public static readonly string[] Assemblies =
    [
        Firmware,
        LinkLayers,
        EthernetUplink,
        RouteOptimization,
        Steering,
        Consoles,
        SimulatedBoard,
        BoardFrame,
        BoardConsole,
        HomeAgents,
        Simulation,
        Emulated,
    ];

    /// <summary>
    /// The types that are written for .NET alone, in files that end in <c>.Net.cs</c>; the device has a type of the
    /// same name from another source.
    /// </summary>
    public static readonly string[] DotNetTwins = ["McoaRouter.Settings.JsonText", "McoaRouter.Settings.SettingsRecorder", "McoaRouter.Emulated.Clock", "McoaRouter.Emulated.Memory"];

    private static readonly Resolver s_resolver = new();

    /// <summary>Loads an assembly that lies beside the tests.</summary>
    public static AssemblyDefinition Load(string name)
    {
        return s_resolver.Resolve(new AssemblyNameReference(name, null));
    }

    /// <summary>All types of some assemblies, nested ones too, without the twins for .NET.</summary>
    public static IEnumerable<TypeDefinition> Types(params string[] assemblies)
    {
        return assemblies.SelectMany(name => Load(name).MainModule.GetTypes()).Where(type => !IsTwin(type));
    }

    /// <summary>A type of this assembly.</summary>
    public static TypeDefinition Sample(Type type)
    {
        AssemblyDefinition tests = Load(type.Assembly.GetName().Name!);
        return tests.MainModule.GetTypes().Single(sample => sample.FullName == type.FullName!.Replace('+', '/'));
    }

    /// <summary>Whether a type comes from a library, not from this repository.</summary>
    public static bool IsLibrary(TypeReference type)
    {
        return type.GetElementType().Scope is AssemblyNameReference scope
            && scope.Name != Firmware
            && !scope.Name.StartsWith(Firmware + ".", StringComparison.Ordinal);
    }

    private static bool IsTwin(TypeDefinition type)
    {
        for (TypeDefinition? outer = type; outer is not null; outer = outer.DeclaringType)
        {
            if (DotNetTwins.Contains(outer.FullName))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Finds assemblies by their simple name, so that every type exists once.</summary>
    private sealed class Resolver : IAssemblyResolver
    {
        private readonly Dictionary<string, AssemblyDefinition> _loaded = [];

        public AssemblyDefinition Resolve(AssemblyNameReference name)
        {
            return Resolve(name, new ReaderParameters());
        }

        public AssemblyDefinition Resolve(AssemblyNameReference name, ReaderParameters parameters)
        {
            lock (_loaded)
            {
                if (!_loaded.TryGetValue(name.Name, out AssemblyDefinition? assembly))
                {
                    parameters.AssemblyResolver = this;
                    parameters.ReadSymbols = true;
                    parameters.SymbolReaderProvider = new DefaultSymbolReaderProvider(throwIfNoSymbol: false);
                    assembly = AssemblyDefinition.ReadAssembly(PathOf(name.Name), parameters);
                    _loaded.Add(name.Name, assembly);
                }

                return assembly;
            }
        }

        public void Dispose()
        {
            foreach (AssemblyDefinition assembly in _loaded.Values)
            {
                assembly.Dispose();
            }
        }

        private static string PathOf(string name)
        {
            string beside = Path.Combine(AppContext.BaseDirectory, name + ".dll");
            return File.Exists(beside)
                ? beside
                : Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name + ".dll");
        }
    }
}
