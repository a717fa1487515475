using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace McoaRouter.Host.Tests.Conformance;

/// <summary>A method or field that a method's code names.</summary>
/// <param name="Method">Whose code.</param>
/// <param name="Instruction">Where.</param>
/// <param name="Member">What it names.</param>
internal sealed record MemberUse(MethodDefinition Method, Instruction Instruction, MemberReference Member)
{
    /// <summary>Every method and field that a type's code names.</summary>
    public static IEnumerable<MemberUse> In(TypeDefinition type)
    {
        foreach (MethodDefinition method in type.Methods.Where(method => method.HasBody))
        {
            foreach (Instruction instruction in method.Body.Instructions)
            {
                if (instruction.Operand is MethodReference or FieldReference)
                {
                    yield return new MemberUse(method, instruction, (MemberReference)instruction.Operand);
                }
            }
        }
    }

    /// <summary>Reports this place.</summary>
    public Violation Violates(string what)
    {
        return Violation.At(Method, Instruction, what);
    }
}
