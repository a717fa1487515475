using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace McoaRouter.Host.Tests.Conformance;

/// <summary>A type that a type names in its declarations or its code.</summary>
/// <param name="Owner">The type, field or method that names it.</param>
/// <param name="Instruction">Where, or null in a declaration.</param>
/// <param name="Type">What it names; arrays, references and generic instances are taken apart too.</param>
internal sealed record TypeUse(IMemberDefinition Owner, Instruction? Instruction, TypeReference Type)
{
    /// <summary>Every type that a type names.</summary>
    public static IEnumerable<TypeUse> In(TypeDefinition type)
    {
        foreach (TypeUse use in Declared(type).Concat(type.Methods.SelectMany(InMethod)))
        {
            foreach (TypeReference part in Parts(use.Type))
            {
                yield return use with { Type = part };
            }
        }
    }

    /// <summary>Reports this place.</summary>
    public Violation Violates(string what)
    {
        return Instruction is null
            ? Violation.Of(Owner, what)
            : Violation.At((MethodDefinition)Owner, Instruction, what);
    }

    private static IEnumerable<TypeUse> Declared(TypeDefinition type)
    {
        IEnumerable<TypeReference> bases = type.Interfaces.Select(implemented => implemented.InterfaceType);
        if (type.BaseType is not null)
        {
            bases = bases.Append(type.BaseType);
        }

        return bases.Concat(Attributes(type)).Select(used => new TypeUse(type, null, used))
            .Concat(type.Fields.SelectMany(field => Attributes(field)
                .Append(field.FieldType)
                .Select(used => new TypeUse(field, null, used))))
            .Concat(type.Properties.SelectMany(property => Attributes(property)
                .Select(used => new TypeUse(property, null, used))));
    }

    private static IEnumerable<TypeUse> InMethod(MethodDefinition method)
    {
        IEnumerable<TypeReference> declared = Signature(method)
            .Concat(Attributes(method))
            .Concat(method.Parameters.SelectMany(Attributes));
        if (method.HasBody)
        {
            declared = declared
                .Concat(method.Body.Variables.Select(variable => variable.VariableType))
                .Concat(method.Body.ExceptionHandlers.Select(handler => handler.CatchType).OfType<TypeReference>());
        }

        IEnumerable<TypeUse> uses = declared.Select(used => new TypeUse(method, null, used));
        return method.HasBody
            ? uses.Concat(method.Body.Instructions.SelectMany(instruction => InOperand(instruction.Operand)
                .Select(used => new TypeUse(method, instruction, used))))
            : uses;
    }

    private static IEnumerable<TypeReference> InOperand(object? operand)
    {
        return operand switch
        {
            TypeReference type => [type],
            FieldReference field => [field.DeclaringType, field.FieldType],
            MethodReference method => Signature(method).Append(method.DeclaringType),
            CallSite site => site.Parameters.Select(parameter => parameter.ParameterType).Append(site.ReturnType),
            _ => [],
        };
    }

    private static IEnumerable<TypeReference> Signature(MethodReference method)
    {
        return method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType);
    }

    // Without those that the compiler adds of itself where the library has them.
    private static IEnumerable<TypeReference> Attributes(ICustomAttributeProvider provider)
    {
        return provider.CustomAttributes.Select(attribute => attribute.AttributeType)
            .Where(type => type.Namespace is not ("System.Diagnostics" or "System.Runtime.CompilerServices"));
    }

    private static IEnumerable<TypeReference> Parts(TypeReference type)
    {
        IEnumerable<TypeReference> inner = type switch
        {
            GenericInstanceType instance => instance.GenericArguments.Prepend(instance.ElementType),
            IModifierType modified => [modified.ModifierType, modified.ElementType],
            TypeSpecification specification => [specification.ElementType],
            _ => [],
        };
        return inner.Where(part => part is not null).SelectMany(Parts).Prepend(type);
    }
}
