using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using McoaRouter.Tools.Emulator;
using Mono.Cecil;

namespace McoaRouter.Host.Tests.Conformance;

/// <summary>The device's class library, as far as the firmware's device project refers to it.</summary>
internal sealed class NanoFrameworkLibrary
{
    private readonly Dictionary<string, TypeDefinition> _types = new(StringComparer.Ordinal);

    private NanoFrameworkLibrary(IEnumerable<string> paths)
    {
        foreach (TypeDefinition type in paths.SelectMany(path => ModuleDefinition.ReadModule(path).GetTypes()))
        {
            _types.TryAdd(type.FullName, type);
        }
    }

    /// <summary>Reads the library.</summary>
    /// <param name="missing">What is not on this computer, or empty.</param>
    public static NanoFrameworkLibrary? Read(out string missing)
    {
        NanoFrameworkHome home = new();
        string project = Repository.PathOf("firmware", "McoaRouter", "McoaRouter.nfproj");
        string[] paths =
        [
            .. XDocument.Load(project).Descendants()
                .Where(element => element.Name.LocalName == "Reference")
                .Select(element => new NanoReference(element.Attribute("Include")!.Value, string.Empty))
                .Select(reference => home.FindAssembly(reference) + ".dll"),
        ];
        missing = string.Join('\n', home.Missing.Select(part => $"{part.Name}: {part.Remedy}"));
        return missing.Length == 0 ? new NanoFrameworkLibrary(paths) : null;
    }

    /// <summary>Whether the library has what an entry of the allow-list names; inherited members count.</summary>
    public bool Has(string entry)
    {
        string owner = AllowList.TypeOf(entry);
        if (!_types.TryGetValue(owner, out TypeDefinition? type) || !(type.IsPublic || type.IsNestedPublic))
        {
            return false;
        }

        return owner == entry || Lineage(type).Any(each => Members(each)
            .Any(member => AllowList.NameOf(member)[each.FullName.Length..] == entry[owner.Length..]));
    }

    private static IEnumerable<MemberReference> Members(TypeDefinition type)
    {
        return type.Methods.Where(method => method.IsPublic || method.IsFamily).Cast<MemberReference>()
            .Concat(type.Fields.Where(field => field.IsPublic));
    }

    private IEnumerable<TypeDefinition> Lineage(TypeDefinition type)
    {
        IEnumerable<TypeReference> parents = type.Interfaces.Select(implemented => implemented.InterfaceType);
        if (type.BaseType is not null)
        {
            parents = parents.Append(type.BaseType);
        }

        return parents.Where(parent => _types.ContainsKey(parent.FullName))
            .SelectMany(parent => Lineage(_types[parent.FullName]))
            .Prepend(type);
    }
}
