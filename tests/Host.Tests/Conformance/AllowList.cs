using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;

namespace McoaRouter.Host.Tests.Conformance;

/// <summary>
/// The types and members of the class library that device code may name, from <c>allowed-members.txt</c>. A line is a
/// type, or a member as <c>Type::Name(parameters):result</c>; before it stands <c>=</c> where using it allocates
/// nothing on the device, else a blank. <c>#</c> begins a comment.
/// </summary>
internal sealed class AllowList
{
    private const string Separator = "::";

    private readonly Dictionary<string, bool> _entries = new(StringComparer.Ordinal);

    public AllowList(IEnumerable<string> lines)
    {
        foreach (string line in lines.Where(line => line.Trim().Length > 0 && !line.StartsWith('#')))
        {
            if (line.Length < 3 || line[1] != ' ' || (line[0] != '=' && line[0] != ' '))
            {
                throw new FormatException($"'{line}' begins neither with '= ' nor with two blanks.");
            }

            _entries.Add(line[2..], line[0] == '=');
            Names.Add(line[2..]);
        }
    }

    /// <summary>All entries in the order of the file.</summary>
    public List<string> Names { get; } = [];

    public static AllowList Read()
    {
        return new AllowList(
            File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Conformance", "allowed-members.txt")));
    }

    /// <summary>The entry that a member needs.</summary>
    public static string NameOf(MemberReference member)
    {
        return member switch
        {
            MethodReference method => method.DeclaringType.FullName + Separator + method.Name
                + "(" + string.Join(',', method.Parameters.Select(parameter => parameter.ParameterType.FullName)) + "):"
                + method.ReturnType.FullName,
            FieldReference field => field.DeclaringType.FullName + Separator + field.Name + ":"
                + field.FieldType.FullName,
            _ => member.FullName,
        };
    }

    /// <summary>The type that an entry is about.</summary>
    public static string TypeOf(string entry)
    {
        return entry.Split(Separator)[0];
    }

    public bool Allows(string entry)
    {
        return _entries.ContainsKey(entry);
    }

    public bool IsAllocationFree(string entry)
    {
        return _entries.GetValueOrDefault(entry);
    }

    /// <summary>Every use of the library in a type that no entry allows; the message is the missing entry.</summary>
    public IEnumerable<Violation> Check(TypeDefinition type)
    {
        return Uses(type).Where(use => !Allows(use.Entry)).Select(use => use.Violates($"not allowed: {use.Entry}"));
    }

    /// <summary>The entries that a type needs.</summary>
    public static IEnumerable<string> Needs(TypeDefinition type)
    {
        return Uses(type).Select(use => use.Entry);
    }

    private static IEnumerable<(string Entry, Func<string, Violation> Violates)> Uses(TypeDefinition type)
    {
        foreach (TypeUse use in TypeUse.In(type))
        {
            if (use.Type is not (TypeSpecification or GenericParameter) && DeviceCode.IsLibrary(use.Type))
            {
                yield return (use.Type.FullName, use.Violates);
            }
        }

        foreach (MemberUse use in MemberUse.In(type))
        {
            if (DeviceCode.IsLibrary(use.Member.DeclaringType))
            {
                yield return (NameOf(use.Member), use.Violates);
            }
        }
    }
}
