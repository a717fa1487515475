using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace McoaRouter.Host.Tests.Conformance;

/// <summary>What allocates on the device's interpreter, which keeps more on its heap than .NET does.</summary>
internal static class AllocationRules
{
    // Values that the device keeps in one slot of its stack, as it does integers.
    private static readonly string[] s_plainValues = ["System.DateTime", "System.TimeSpan"];

    /// <summary>Structures that a method has as locals, takes or returns by value.</summary>
    public static IEnumerable<string> InDeclaration(MethodDefinition method)
    {
        foreach (ParameterDefinition parameter in method.Parameters)
        {
            if (IsStructure(parameter.ParameterType))
            {
                yield return $"parameter {parameter.Name} is a {parameter.ParameterType.FullName} by value";
            }
        }

        foreach (VariableDefinition variable in method.Body.Variables)
        {
            if (IsStructure(variable.VariableType))
            {
                yield return $"local {variable.Index} is a {variable.VariableType.FullName}";
            }
        }

        if (IsStructure(method.ReturnType))
        {
            yield return $"returns a {method.ReturnType.FullName} by value";
        }
    }

    /// <summary>Why an instruction allocates, or null where it does not.</summary>
    public static string? InInstruction(Instruction instruction, AllowList library)
    {
        switch (instruction.OpCode.Code)
        {
            case Code.Newobj:
                return $"new {((MethodReference)instruction.Operand).DeclaringType.FullName}";
            case Code.Newarr:
                return $"new {((TypeReference)instruction.Operand).FullName}[]";
            case Code.Box:
                return $"boxes {((TypeReference)instruction.Operand).FullName}";
            case Code.Ldstr:
                return $"loads the string \"{instruction.Operand}\"";
            case Code.Ldftn:
            case Code.Ldvirtftn:
                return "makes a delegate";
            case Code.Throw:
            case Code.Rethrow:
                return "throws";
            case Code.Ldobj:
            case Code.Unbox_Any:
            case Code.Ldelem_Any:
                return IsStructure((TypeReference)instruction.Operand) ? $"copies {instruction.Operand}" : null;
            case Code.Ldfld:
            case Code.Ldsfld:
                return IsStructure(((FieldReference)instruction.Operand).FieldType)
                    ? $"copies {instruction.Operand}"
                    : null;
            case Code.Call:
            case Code.Callvirt:
                return InCall((MethodReference)instruction.Operand, library);
            default:
                return null;
        }
    }

    private static string? InCall(MethodReference called, AllowList library)
    {
        if (!DeviceCode.IsLibrary(called.DeclaringType))
        {
            bool isDelegate = called.DeclaringType.Resolve().BaseType?.FullName == "System.MulticastDelegate";
            return isDelegate ? $"calls {called.FullName}, whose target is not known" : null;
        }

        string entry = AllowList.NameOf(called);
        return library.IsAllocationFree(entry) ? null : $"calls {entry}, which is not known to allocate nothing";
    }

    private static bool IsStructure(TypeReference type)
    {
        if (type is PinnedType or RequiredModifierType or OptionalModifierType)
        {
            return IsStructure(((TypeSpecification)type).ElementType);
        }

        return type.IsValueType
            && !type.IsPrimitive
            && type.MetadataType != MetadataType.Void
            && !s_plainValues.Contains(type.FullName)
            && type.Resolve() is not { IsEnum: true };
    }
}
