using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace McoaRouter.Tools.Emulator;

/// <summary>What the runner must know of a compiled assembly, read from its metadata without loading it.</summary>
internal sealed class AssemblyFacts
{
    private readonly Dictionary<string, int> _expectedResults = [];
    private readonly HashSet<string> _setUps = [];
    private readonly HashSet<string> _fixtures = [];

    /// <summary>Reads an assembly.</summary>
    public AssemblyFacts(string path)
    {
        using FileStream stream = File.OpenRead(path);
        using PEReader executable = new(stream);
        MetadataReader reader = executable.GetMetadataReader();
        References = [.. reader.AssemblyReferences
            .Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))];
        foreach (TypeDefinitionHandle handle in reader.TypeDefinitions)
        {
            TypeDefinition type = reader.GetTypeDefinition(handle);
            if (CountAttributes(reader, type.GetCustomAttributes(), "TestClassAttribute") > 0)
            {
                ReadTestClass(reader, type);
            }
        }
    }

    /// <summary>The names of the assemblies it uses.</summary>
    public IReadOnlyList<string> References { get; }

    /// <summary>How many results each method of its test classes must report, by full name.</summary>
    public IReadOnlyDictionary<string, int> ExpectedResults => _expectedResults;

    /// <summary>Whether a method prepares or cleans up and so is no test of its own.</summary>
    public bool IsFixture(string method)
    {
        return _fixtures.Contains(method);
    }

    /// <summary>Whether a method prepares its class: where it is skipped, the class is not run.</summary>
    public bool IsSetUp(string method)
    {
        return _setUps.Contains(method);
    }

    private static string FullName(MetadataReader reader, TypeDefinition type)
    {
        string name = reader.GetString(type.Name);
        TypeDefinitionHandle outer = type.GetDeclaringType();
        if (!outer.IsNil)
        {
            return FullName(reader, reader.GetTypeDefinition(outer)) + "+" + name;
        }

        string space = reader.GetString(type.Namespace);
        return space.Length == 0 ? name : space + "." + name;
    }

    private static int CountAttributes(MetadataReader reader, CustomAttributeHandleCollection attributes, string name)
    {
        return attributes.Count(handle => AttributeName(reader, reader.GetCustomAttribute(handle)) == name);
    }

    private static string AttributeName(MetadataReader reader, CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind != HandleKind.MemberReference)
        {
            return string.Empty;
        }

        EntityHandle parent = reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
        return parent.Kind == HandleKind.TypeReference
            ? reader.GetString(reader.GetTypeReference((TypeReferenceHandle)parent).Name)
            : string.Empty;
    }

    private void ReadTestClass(MetadataReader reader, TypeDefinition type)
    {
        string typeName = FullName(reader, type);
        foreach (MethodDefinitionHandle handle in type.GetMethods())
        {
            MethodDefinition method = reader.GetMethodDefinition(handle);
            CustomAttributeHandleCollection attributes = method.GetCustomAttributes();
            string name = typeName + "." + reader.GetString(method.Name);
            int setUps = CountAttributes(reader, attributes, "SetupAttribute");
            int cleanUps = CountAttributes(reader, attributes, "CleanupAttribute");
            int rows = CountAttributes(reader, attributes, "DataRowAttribute");
            int tests = CountAttributes(reader, attributes, "TestMethodAttribute");
            if (setUps > 0)
            {
                _ = _setUps.Add(name);
            }

            if (setUps + cleanUps > 0)
            {
                _ = _fixtures.Add(name);
            }

            // The launcher runs a method with data rows once a row, and once where it has none.
            int results = setUps + cleanUps + (rows > 0 ? rows : tests);
            if (results > 0)
            {
                _expectedResults[name] = results;
            }
        }
    }
}
