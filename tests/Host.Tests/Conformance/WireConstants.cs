using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace McoaRouter.Host.Tests.Conformance;

/// <summary>
/// Constants of the protocol live in <c>Wire</c> alone: elsewhere no constant repeats both the name, or the end of the
/// name, and the value of one of them. A code that compares to a bare number is not found.
/// </summary>
internal static class WireConstants
{
    /// <summary>The names that mean something else outside of <c>Wire</c>, although a number there is equal.</summary>
    public static readonly string[] Homonyms = ["HmacSha1.Length"];

    public static IEnumerable<FieldDefinition> Of(IEnumerable<TypeDefinition> types)
    {
        return types.SelectMany(type => type.Fields).Where(field => field.HasConstant && IsNumber(field.Constant));
    }

    public static IEnumerable<Violation> Check(TypeDefinition type, IReadOnlyCollection<FieldDefinition> wire)
    {
        return Of([type])
            .Where(field => !Homonyms.Contains($"{type.Name}.{field.Name}"))
            .SelectMany(field => wire.Where(constant => Repeats(field, constant))
                .Select(constant => Violation.Of(field, $"repeats {constant.FullName}")));
    }

    private static bool Repeats(FieldDefinition field, FieldDefinition constant)
    {
        return constant.Name.EndsWith(field.Name, StringComparison.Ordinal)
            && Convert.ToInt64(field.Constant, null) == Convert.ToInt64(constant.Constant, null);
    }

    private static bool IsNumber(object constant)
    {
        return constant is byte or sbyte or short or ushort or int or uint or long;
    }
}
