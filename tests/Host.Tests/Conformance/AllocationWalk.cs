using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace McoaRouter.Host.Tests.Conformance;

/// <summary>
/// Follows every call from the verbs of a machine and finds what would allocate on the device. What a listener does is
/// its own affair: calls of the boundary types are not followed.
/// </summary>
internal sealed class AllocationWalk
{
    private readonly CallGraph _calls;
    private readonly AllowList _library;
    private readonly string[] _boundaries;
    private readonly Dictionary<MethodDefinition, MethodDefinition?> _callers = [];
    private readonly List<Violation> _violations = [];

    private AllocationWalk(IEnumerable<TypeDefinition> world, AllowList library, string[] boundaries)
    {
        _calls = new CallGraph(world);
        _library = library;
        _boundaries = boundaries;
    }

    /// <summary>The methods that were reached, in the order of their distance from the roots.</summary>
    public IReadOnlyCollection<MethodDefinition> Reached
    {
        get { return _callers.Keys; }
    }

    /// <summary>What was found.</summary>
    public IReadOnlyList<Violation> Violations
    {
        get { return _violations; }
    }

    /// <summary>Walks from every public method and property of a type; constructors are no roots.</summary>
    /// <param name="machine">The type.</param>
    /// <param name="world">The types whose implementations count for virtual and interface calls.</param>
    /// <param name="library">Which members of the class library allocate nothing.</param>
    /// <param name="boundaries">The full names of interfaces that are not followed.</param>
    public static AllocationWalk From(
        TypeDefinition machine,
        IEnumerable<TypeDefinition> world,
        AllowList library,
        params string[] boundaries)
    {
        return From(
            machine.Methods.Where(method => method.IsPublic && !method.IsConstructor), world, library, boundaries);
    }

    /// <summary>As above, from some methods alone.</summary>
    public static AllocationWalk From(
        IEnumerable<MethodDefinition> roots,
        IEnumerable<TypeDefinition> world,
        AllowList library,
        params string[] boundaries)
    {
        AllocationWalk walk = new(world, library, boundaries);
        Queue<MethodDefinition> toVisit = new();
        foreach (MethodDefinition root in roots)
        {
            walk._callers.Add(root, null);
            toVisit.Enqueue(root);
        }

        while (toVisit.TryDequeue(out MethodDefinition? method))
        {
            walk.Visit(method, toVisit);
        }

        return walk;
    }

    private void Visit(MethodDefinition method, Queue<MethodDefinition> toVisit)
    {
        foreach (string what in AllocationRules.InDeclaration(method))
        {
            Report(Violation.Of(method, what), method);
        }

        foreach (Instruction instruction in method.Body.Instructions)
        {
            string? what = AllocationRules.InInstruction(instruction, _library);
            if (what is not null)
            {
                Report(Violation.At(method, instruction, what), method);
            }

            foreach (MethodDefinition target in TargetsOf(instruction))
            {
                if (_callers.TryAdd(target, method))
                {
                    toVisit.Enqueue(target);
                }
            }
        }
    }

    private IEnumerable<MethodDefinition> TargetsOf(Instruction instruction)
    {
        return instruction.Operand is MethodReference called
            && !DeviceCode.IsLibrary(called.DeclaringType)
            && !_boundaries.Contains(called.DeclaringType.FullName)
                ? _calls.Targets(called.Resolve())
                : [];
    }

    private void Report(Violation violation, MethodDefinition method)
    {
        List<string> chain = [];
        for (MethodDefinition? each = method; each is not null; each = _callers[each])
        {
            chain.Insert(0, $"{each.DeclaringType.Name}.{each.Name}");
        }

        _violations.Add(violation with { What = $"{violation.What}; reached by {string.Join(" > ", chain)}" });
    }
}
