using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Mono.Cecil;

namespace McoaRouter.Host.Tests.Conformance;

/// <summary>The tests and sources of the repository, for pages that name them.</summary>
internal static class RepositoryNames
{
    /// <summary><c>Class.Method</c> of every test, those that also run on the device and those of this assembly.</summary>
    public static List<string> TestMethods()
    {
        return TestMethods(_ => true, DeviceCode.DeviceTests, typeof(RepositoryNames).Assembly.GetName().Name!);
    }

    /// <summary>The same of one room of the device's tests.</summary>
    public static List<string> TestMethods(string room)
    {
        return TestMethods(type => type.Namespace == "McoaRouter.Tests." + room, DeviceCode.DeviceTests);
    }

    /// <summary>Every source by its path with slashes.</summary>
    public static List<string> SourceFiles()
    {
        string[] folders = ["firmware", "boards", "tools", "tests"];
        return
        [
            .. folders.SelectMany(folder =>
                Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories))
                .Select(file => file.Replace('\\', '/')),
        ];
    }

    private static List<string> TestMethods(Func<TypeDefinition, bool> isAskedFor, params string[] assemblies)
    {
        List<string> methods =
        [
            .. from type in DeviceCode.Types(assemblies)
               where isAskedFor(type)
               from method in type.Methods
               where method.CustomAttributes.Any(IsTestMethod)
               select type.Name + "." + method.Name,
        ];
        Assert.IsNotEmpty(methods);
        return methods;
    }

    private static bool IsTestMethod(CustomAttribute attribute)
    {
        return attribute.AttributeType.Name == nameof(TestMethodAttribute);
    }
}
