using System;
using System.IO;
using System.Reflection;
using System.Runtime.Loader;

namespace McoaRouter.Fuzz.Engine;

/// <summary>
/// Loads our assemblies a second time, instrumented, and this one with them: whatever runs inside sees only the copies.
/// </summary>
public sealed class InstrumentedContext : AssemblyLoadContext
{
    private static readonly string s_directory = AppContext.BaseDirectory;
    private static readonly string s_self = typeof(InstrumentedContext).Assembly.GetName().Name!;

    private InstrumentedContext()
        : base("instrumented")
    {
    }

    /// <summary>Whether the code that asks is the copy.</summary>
    public static bool IsInside
    {
        get { return GetLoadContext(typeof(InstrumentedContext).Assembly) is { Name: "instrumented" }; }
    }

    /// <summary>Calls a public static method of a type of this assembly, in the copy.</summary>
    /// <param name="type">The type.</param>
    /// <param name="method">The method's name.</param>
    /// <param name="arguments">Its arguments, of the runtime's own types.</param>
    /// <returns>What it returns.</returns>
    public static object? Call(Type type, string method, params object?[] arguments)
    {
        Assembly copy = new InstrumentedContext().LoadFromAssemblyName(new AssemblyName(s_self));
        return copy.GetType(type.FullName!, true)!.GetMethod(method)!.Invoke(
            null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string path = Path.Combine(s_directory, assemblyName.Name + ".dll");
        if (!IsOurs(assemblyName.Name!) || !File.Exists(path))
        {
            return null;
        }

        Func<string, bool> takes = assemblyName.Name == s_self
            ? type => type.StartsWith("McoaRouter.Fuzz.Planted.", StringComparison.Ordinal)
            : assemblyName.Name == "mcoa"
                ? type => type.StartsWith("McoaRouter.Tools.ConsoleClient.", StringComparison.Ordinal)
                : type => !type.StartsWith("McoaRouter.Simulation.", StringComparison.Ordinal);
        return LoadFromStream(new MemoryStream(Instrumenter.Instrument(path, takes)));
    }

    private static bool IsOurs(string name)
    {
        return name == "mcoa" || name == "McoaRouter" || name.StartsWith("McoaRouter.", StringComparison.Ordinal);
    }
}
