using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace McoaRouter.Mutation;

/// <summary>One test method with one row of arguments.</summary>
internal sealed class TestMethod(MethodInfo method, object?[]? arguments)
{
    internal string Name { get; } = $"{method.DeclaringType!.Name}.{method.Name}";

    /// <summary>Runs the test on an object of its own.</summary>
    /// <returns>Whether it passed.</returns>
    internal bool Passes()
    {
        try
        {
            object? instance = method.IsStatic ? null : Activator.CreateInstance(method.DeclaringType!);
            method.Invoke(instance, arguments);
            return true;
        }
        catch (TargetInvocationException)
        {
            return false;
        }
    }

    /// <summary>Finds every test of an assembly by the names of its attributes, in a fixed order.</summary>
    internal static TestMethod[] Of(Assembly assembly)
    {
        List<TestMethod> tests = [];
        foreach (Type type in assembly.GetTypes().Where(t => Has(t, "TestClassAttribute")).OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            foreach (MethodInfo method in type.GetMethods().Where(m => Has(m, "TestMethodAttribute")).OrderBy(m => m.Name, StringComparer.Ordinal))
            {
                CustomAttributeData[] rows = method.CustomAttributes.Where(a => a.AttributeType.Name == "DataRowAttribute").ToArray();
                if (rows.Length == 0)
                {
                    tests.Add(new TestMethod(method, null));
                }

                foreach (CustomAttributeData row in rows)
                {
                    tests.Add(new TestMethod(method, Arguments(row, method.GetParameters())));
                }
            }
        }

        return tests.ToArray();
    }

    private static bool Has(MemberInfo member, string attribute)
    {
        return member.CustomAttributes.Any(a => a.AttributeType.Name == attribute);
    }

    private static object?[] Arguments(CustomAttributeData row, ParameterInfo[] parameters)
    {
        List<object?> values = [];
        foreach (CustomAttributeTypedArgument argument in row.ConstructorArguments)
        {
            if (argument.Value is IReadOnlyCollection<CustomAttributeTypedArgument> rest)
            {
                values.AddRange(rest.Select(r => r.Value));
            }
            else
            {
                values.Add(argument.Value);
            }
        }

        return values.Select((v, i) => Fitting(v, parameters[i].ParameterType)).ToArray();
    }

    private static object? Fitting(object? value, Type type)
    {
        return value is null || type.IsInstanceOfType(value) ? value
            : type.IsEnum ? Enum.ToObject(type, value)
            : Convert.ChangeType(value, type, System.Globalization.CultureInfo.InvariantCulture);
    }
}
