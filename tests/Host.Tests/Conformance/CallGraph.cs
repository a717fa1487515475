using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace McoaRouter.Host.Tests.Conformance;

/// <summary>What a call may run: a virtual or interface call may run any implementation among some types.</summary>
internal sealed class CallGraph
{
    private readonly TypeDefinition[] _types;
    private readonly Dictionary<MethodDefinition, MethodDefinition[]> _targets = [];

    public CallGraph(IEnumerable<TypeDefinition> types)
    {
        _types = [.. types];
    }

    /// <summary>The methods with a body that a call of a method may run.</summary>
    public IEnumerable<MethodDefinition> Targets(MethodDefinition called)
    {
        if (!_targets.TryGetValue(called, out MethodDefinition[]? targets))
        {
            IEnumerable<MethodDefinition> candidates = called.IsVirtual
                ? _types.Where(type => Is(type, called.DeclaringType)).SelectMany(type => Implementations(type, called))
                : [];
            targets = [.. candidates.Append(called).Where(method => method.HasBody).Distinct()];
            _targets.Add(called, targets);
        }

        return targets;
    }

    private static bool Is(TypeDefinition type, TypeDefinition wanted)
    {
        return type == wanted
            || type.Interfaces.Any(implemented => Is(implemented.InterfaceType.Resolve(), wanted))
            || (type.BaseType?.Resolve() is TypeDefinition parent && Is(parent, wanted));
    }

    // The nearest one by signature, from the type up through what it inherits, and any that names what it overrides.
    private static IEnumerable<MethodDefinition> Implementations(TypeDefinition type, MethodDefinition called)
    {
        IEnumerable<MethodDefinition> named = type.Methods
            .Where(method => method.Overrides.Any(overridden => overridden.Resolve() == called));
        for (TypeDefinition? each = type; each is not null; each = each.BaseType?.Resolve())
        {
            MethodDefinition? match = each.Methods
                .FirstOrDefault(method => method.IsVirtual && Matches(method, called));
            if (match is not null)
            {
                return named.Append(match);
            }
        }

        return named;
    }

    private static bool Matches(MethodDefinition method, MethodDefinition called)
    {
        return method.Name == called.Name && ParametersOf(method).SequenceEqual(ParametersOf(called));
    }

    private static IEnumerable<string> ParametersOf(MethodDefinition method)
    {
        return method.Parameters.Select(parameter => parameter.ParameterType.FullName);
    }
}
