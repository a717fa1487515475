using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace McoaRouter.Host.Tests.Conformance;

/// <summary>One place in a compiled assembly that breaks a rule.</summary>
/// <param name="Assembly">The assembly.</param>
/// <param name="Member">The type, method or field.</param>
/// <param name="Place">Where in the method, with the source line where symbols tell it; may be empty.</param>
/// <param name="What">What is wrong there.</param>
internal sealed record Violation(string Assembly, string Member, string Place, string What)
{
    private const int HiddenLine = 0xFEEFEE;

    public static Violation Of(IMemberDefinition member, string what)
    {
        return new Violation(AssemblyOf(member), member.FullName, string.Empty, what);
    }

    public static Violation At(MethodDefinition method, Instruction instruction, string what)
    {
        string place = $" IL_{instruction.Offset:x4}{SourceOf(method, instruction.Offset)}";
        return new Violation(AssemblyOf(method), method.FullName, place, what);
    }

    /// <summary>Fails the test with every violation, one a line.</summary>
    public static void AssertNone(IEnumerable<Violation> violations)
    {
        string[] lines = [.. violations.Select(violation => violation.ToString()).Distinct()];
        if (lines.Length > 0)
        {
            Assert.Fail($"{lines.Length} violations:\n{string.Join('\n', lines)}");
        }
    }

    public override string ToString()
    {
        return $"{Assembly}: {Member}{Place}: {What}";
    }

    private static string AssemblyOf(IMemberDefinition member)
    {
        TypeDefinition type = member as TypeDefinition ?? member.DeclaringType;
        return type.Module.Assembly.Name.Name;
    }

    private static string SourceOf(MethodDefinition method, int offset)
    {
        SequencePoint? point = method.DebugInformation.SequencePoints
            .LastOrDefault(point => point.Offset <= offset && point.StartLine != HiddenLine);
        return point is null ? string.Empty : $" ({Path.GetFileName(point.Document.Url)}:{point.StartLine})";
    }
}
