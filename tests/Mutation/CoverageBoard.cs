using System.IO;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace McoaRouter.Mutation;

/// <summary>
/// Makes the mutated assembly note what is reached in an array of octets, one a mutant: bit 0 from a test, bit 1 while
/// statics are set. What the mutator puts there searches a list at every step: minutes for tests that take seconds.
/// </summary>
internal static class CoverageBoard
{
    internal const string Field = "Reached";

    internal const string CaptureField = "CaptureCoverage";

    internal const string ActiveField = "ActiveMutant";

    internal const string ControlType = "MutantControl";

    /// <summary>Rewrites an assembly in place.</summary>
    internal static void Put(string path)
    {
        using MemoryStream copy = new(File.ReadAllBytes(path));
        using ModuleDefinition module = ModuleDefinition.ReadModule(copy);
        TypeDefinition control = module.Types.Single(t => t.Name == ControlType);
        MethodDefinition inStatic = module.Types.Single(t => t.Name == "MutantContext").Methods.Single(m => m.Name == "InStatic");
        FieldDefinition reached = new(Field, FieldAttributes.Public | FieldAttributes.Static, new ArrayType(module.TypeSystem.Byte));
        control.Fields.Add(reached);

        MethodDefinition register = control.Methods.Single(m => m.Name == "RegisterCoverage");
        ILProcessor code = Emptied(register);
        code.Emit(OpCodes.Ldsfld, reached);
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldelema, module.TypeSystem.Byte);
        code.Emit(OpCodes.Dup);
        code.Emit(OpCodes.Ldind_U1);
        code.Emit(OpCodes.Ldc_I4_1);
        code.Emit(OpCodes.Call, inStatic);
        code.Emit(OpCodes.Shl);
        code.Emit(OpCodes.Or);
        code.Emit(OpCodes.Conv_U1);
        code.Emit(OpCodes.Stind_I1);
        code.Emit(OpCodes.Ret);

        code = Emptied(control.Methods.Single(m => m.Name == "IsActive"));
        Instruction asked = code.Create(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldsfld, control.Fields.Single(f => f.Name == CaptureField));
        code.Emit(OpCodes.Brfalse, asked);
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Call, register);
        code.Emit(OpCodes.Ldc_I4_0);
        code.Emit(OpCodes.Ret);
        code.Append(asked);
        code.Emit(OpCodes.Ldsfld, control.Fields.Single(f => f.Name == ActiveField));
        code.Emit(OpCodes.Ceq);
        code.Emit(OpCodes.Ret);

        CustomAttribute debuggable = module.Assembly.CustomAttributes.Single(a => a.AttributeType.Name == "DebuggableAttribute");
        module.Assembly.CustomAttributes.Remove(debuggable);
        module.Write(path);
    }

    private static ILProcessor Emptied(MethodDefinition method)
    {
        method.Body.ExceptionHandlers.Clear();
        method.Body.Variables.Clear();
        method.Body.Instructions.Clear();
        return method.Body.GetILProcessor();
    }
}
