using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace McoaRouter.Host.Tests.Conformance;

/// <summary>One rule over the compiled form of a type.</summary>
internal delegate IEnumerable<Violation> DialectRule(TypeDefinition type);

/// <summary>
/// What device code must not contain, although the compiler takes it: the device's runtime lacks it, or runs it
/// otherwise than .NET without a word.
/// </summary>
internal static class DialectRules
{
    /// <summary>All rules by name.</summary>
    public static readonly IReadOnlyDictionary<string, DialectRule> All = new Dictionary<string, DialectRule>
    {
        [nameof(Generics)] = Generics,
        [nameof(NullableValues)] = NullableValues,
        [nameof(Tuples)] = Tuples,
        [nameof(MultiDimensionalArrays)] = MultiDimensionalArrays,
        [nameof(StackAllocation)] = StackAllocation,
        [nameof(FunctionPointers)] = FunctionPointers,
        [nameof(FixedBuffers)] = FixedBuffers,
        [nameof(StateMachines)] = StateMachines,
        [nameof(CheckedArithmetic)] = CheckedArithmetic,
        [nameof(DefaultInterfaceMethods)] = DefaultInterfaceMethods,
        [nameof(Closures)] = Closures,
        [nameof(ExceptionFilters)] = ExceptionFilters,
        [nameof(StaticInitialisers)] = StaticInitialisers,
        [nameof(ClearedReferences)] = ClearedReferences,
        [nameof(BoxedEnums)] = BoxedEnums,
        [nameof(VolatileFields)] = VolatileFields,
    };

    /// <summary>Generic definitions, instances and calls fail on the device.</summary>
    public static IEnumerable<Violation> Generics(TypeDefinition type)
    {
        IEnumerable<Violation> definitions = type.HasGenericParameters
            ? [Violation.Of(type, "a generic type")]
            : [];
        return definitions
            .Concat(type.Methods.Where(method => method.HasGenericParameters)
                .Select(method => Violation.Of(method, "a generic method")))
            .Concat(TypeUse.In(type).Where(use => use.Type is GenericInstanceType)
                .Select(use => use.Violates($"generic {use.Type.FullName}")))
            .Concat(MemberUse.In(type).Where(use => use.Member is GenericInstanceMethod)
                .Select(use => use.Violates($"generic {use.Member.FullName}")));
    }

    /// <summary>Nullable values do not compile for the device.</summary>
    public static IEnumerable<Violation> NullableValues(TypeDefinition type)
    {
        return InstancesOf(type, "System.Nullable`1");
    }

    /// <summary>Tuples do not compile for the device.</summary>
    public static IEnumerable<Violation> Tuples(TypeDefinition type)
    {
        return InstancesOf(type, "System.ValueTuple`").Concat(InstancesOf(type, "System.Tuple`"));
    }

    /// <summary>The device knows jagged arrays only.</summary>
    public static IEnumerable<Violation> MultiDimensionalArrays(TypeDefinition type)
    {
        return TypeUse.In(type).Where(use => use.Type is ArrayType { IsVector: false })
            .Select(use => use.Violates($"multi-dimensional {use.Type.FullName}"));
    }

    /// <summary>stackalloc fails on the device.</summary>
    public static IEnumerable<Violation> StackAllocation(TypeDefinition type)
    {
        return Instructions(type, instruction => instruction.OpCode.Code == Code.Localloc, "stackalloc");
    }

    /// <summary>Function pointers fail on the device; <c>ldftn</c> serves delegates only.</summary>
    public static IEnumerable<Violation> FunctionPointers(TypeDefinition type)
    {
        return Instructions(type, instruction => instruction.OpCode.Code == Code.Calli, "a call by function pointer")
            .Concat(Instructions(
                type,
                instruction => instruction.OpCode.Code is Code.Ldftn or Code.Ldvirtftn
                    && instruction.Next.OpCode.Code != Code.Newobj,
                "a function's address without a delegate"))
            .Concat(TypeUse.In(type).Where(use => use.Type is FunctionPointerType)
                .Select(use => use.Violates("a function pointer")));
    }

    /// <summary>Fixed buffers fail on the device.</summary>
    public static IEnumerable<Violation> FixedBuffers(TypeDefinition type)
    {
        return type.Fields
            .Where(field => HasAttribute(field, "System.Runtime.CompilerServices.FixedBufferAttribute"))
            .Select(field => Violation.Of(field, "a fixed buffer"));
    }

    /// <summary>async and yield do not compile for the device.</summary>
    public static IEnumerable<Violation> StateMachines(TypeDefinition type)
    {
        return type.Methods
            .Where(method => method.CustomAttributes.Any(attribute => attribute.AttributeType.FullName
                is "System.Runtime.CompilerServices.AsyncStateMachineAttribute"
                or "System.Runtime.CompilerServices.IteratorStateMachineAttribute"
                or "System.Runtime.CompilerServices.AsyncIteratorStateMachineAttribute"))
            .Select(method => Violation.Of(method, "async or yield"));
    }

    /// <summary>The device ignores checked arithmetic silently.</summary>
    public static IEnumerable<Violation> CheckedArithmetic(TypeDefinition type)
    {
        return Instructions(
            type,
            instruction => instruction.OpCode.Name.Contains(".ovf", StringComparison.Ordinal),
            "checked arithmetic, which the device does not check");
    }

    /// <summary>The device does not find the default body of an interface method.</summary>
    public static IEnumerable<Violation> DefaultInterfaceMethods(TypeDefinition type)
    {
        return type.Methods.Where(method => type.IsInterface && method.HasBody)
            .Select(method => Violation.Of(method, "a body in an interface"));
    }

    /// <summary>Lambdas and local functions that capture allocate at each turn.</summary>
    public static IEnumerable<Violation> Closures(TypeDefinition type)
    {
        return type.Name.StartsWith("<>c__DisplayClass", StringComparison.Ordinal)
            || type.Name.StartsWith("<>f__", StringComparison.Ordinal)
                ? [Violation.Of(type, "a closure or an anonymous type")]
                : [];
    }

    /// <summary>Exception filters: <c>catch ... when</c>.</summary>
    public static IEnumerable<Violation> ExceptionFilters(TypeDefinition type)
    {
        return type.Methods
            .Where(method => method.HasBody && method.Body.ExceptionHandlers
                .Any(handler => handler.HandlerType == ExceptionHandlerType.Filter))
            .Select(method => Violation.Of(method, "an exception filter"));
    }

    /// <summary>
    /// Static constructors run in the order of type names on the device, so none may lean on another.
    /// </summary>
    public static IEnumerable<Violation> StaticInitialisers(TypeDefinition type)
    {
        return StaticInitialiserWalk.Check(type);
    }

    /// <summary>Array.Clear leaves broken references in arrays of objects on the device.</summary>
    public static IEnumerable<Violation> ClearedReferences(TypeDefinition type)
    {
        return MemberUse.In(type)
            .Where(use => use.Member is { Name: "Clear", DeclaringType.FullName: "System.Array" })
            .Where(use => EvaluationStack.TypeOfArgument(use.Method, use.Instruction, 0)
                is not ArrayType { ElementType.IsValueType: true })
            .Select(use => use.Violates("Array.Clear on something that isn't seen to be an array of values"));
    }

    /// <summary>A boxed enum is garbage, and its text is a number on the device.</summary>
    public static IEnumerable<Violation> BoxedEnums(TypeDefinition type)
    {
        return TypeUse.In(type)
            .Where(use => use.Instruction?.OpCode.Code is Code.Box or Code.Constrained
                && use.Type.Resolve() is { IsEnum: true })
            .Select(use => use.Violates($"{use.Type.FullName} as an object or a text"))
            .Concat(MemberUse.In(type).Where(use => use.Member.DeclaringType.FullName == "System.Enum")
                .Select(use => use.Violates(use.Member.FullName)));
    }

    /// <summary>volatile does not compile for the device.</summary>
    public static IEnumerable<Violation> VolatileFields(TypeDefinition type)
    {
        return TypeUse.In(type)
            .Where(use => use.Type.FullName == "System.Runtime.CompilerServices.IsVolatile")
            .Select(use => use.Violates("volatile"));
    }

    /// <summary>The device calls test methods without an object, so test classes have no fields of their own.</summary>
    public static IEnumerable<Violation> TestClassFields(TypeDefinition type)
    {
        if (!HasAttribute(type, "Microsoft.VisualStudio.TestTools.UnitTesting.TestClassAttribute"))
        {
            return [];
        }

        List<FieldDefinition> fields = [];
        for (TypeDefinition? each = type; each is not null; each = each.BaseType?.Resolve())
        {
            fields.AddRange(each.Fields.Where(field => !field.IsStatic));
        }

        return fields.Select(field => Violation.Of(field, "an instance field in a test class"));
    }

    private static IEnumerable<Violation> InstancesOf(TypeDefinition type, string prefix)
    {
        return TypeUse.In(type).Where(use => use.Type.FullName.StartsWith(prefix, StringComparison.Ordinal))
            .Select(use => use.Violates(use.Type.FullName));
    }

    private static IEnumerable<Violation> Instructions(TypeDefinition type, Func<Instruction, bool> breaks, string what)
    {
        return type.Methods.Where(method => method.HasBody)
            .SelectMany(method => method.Body.Instructions.Where(breaks)
                .Select(instruction => Violation.At(method, instruction, what)));
    }

    private static bool HasAttribute(ICustomAttributeProvider provider, string name)
    {
        return provider.CustomAttributes.Any(attribute => attribute.AttributeType.FullName == name);
    }
}
