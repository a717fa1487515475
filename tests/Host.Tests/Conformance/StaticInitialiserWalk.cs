using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace McoaRouter.Host.Tests.Conformance;

/// <summary>
/// Follows a static constructor through the repository's own code and finds where it reads or sets a static field of
/// another type, which may not have its value yet.
/// </summary>
internal static class StaticInitialiserWalk
{
    public static IEnumerable<Violation> Check(TypeDefinition type)
    {
        Stack<MethodDefinition> toVisit = new(type.Methods.Where(method => method.IsConstructor && method.IsStatic));
        HashSet<MethodDefinition> seen = [.. toVisit];
        List<Violation> violations = [];
        while (toVisit.TryPop(out MethodDefinition? method))
        {
            foreach (Instruction instruction in method.Body.Instructions)
            {
                if (instruction.Operand is FieldReference field && IsForeignStatic(instruction, field, type))
                {
                    violations.Add(Violation.At(
                        method, instruction, $"{field.FullName} is touched while {type.FullName} is initialised"));
                }
                else if (instruction.Operand is MethodReference called
                    && !DeviceCode.IsLibrary(called.DeclaringType)
                    && called.Resolve() is { HasBody: true } definition
                    && seen.Add(definition))
                {
                    toVisit.Push(definition);
                }
            }
        }

        return violations;
    }

    private static bool IsForeignStatic(Instruction instruction, FieldReference field, TypeDefinition type)
    {
        return instruction.OpCode.Code is Code.Ldsfld or Code.Ldsflda or Code.Stsfld
            && !DeviceCode.IsLibrary(field.DeclaringType)
            && field.DeclaringType.Resolve() != type;
    }
}
