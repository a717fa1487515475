using Mono.Cecil;
using Mono.Cecil.Cil;

namespace McoaRouter.Host.Tests.Conformance;

/// <summary>Looks back through straight-line code for what a call is given.</summary>
internal static class EvaluationStack
{
    /// <summary>The type of a call's argument, counted without <c>this</c>, or null where it can't be told.</summary>
    public static TypeReference? TypeOfArgument(MethodDefinition method, Instruction call, int argument)
    {
        int above = ((MethodReference)call.Operand).Parameters.Count - 1 - argument;
        return TypeBelow(method, call.Previous, above);
    }

    /// <summary>The type of what an instruction leaves on the stack below so many other values.</summary>
    private static TypeReference? TypeBelow(MethodDefinition method, Instruction from, int above)
    {
        for (Instruction at = from; at is not null; at = at.Previous)
        {
            if (at.OpCode.FlowControl is not (FlowControl.Next or FlowControl.Call or FlowControl.Meta))
            {
                return null;
            }

            if (above >= Pushed(at))
            {
                above += Popped(at) - Pushed(at);
            }
            else if (at.OpCode.Code == Code.Dup)
            {
                above = 0;
            }
            else
            {
                return TypeOf(method, at);
            }
        }

        return null;
    }

    private static TypeReference? TypeOf(MethodDefinition method, Instruction producer)
    {
        return producer.Operand switch
        {
            null when producer.OpCode.Code == Code.Ldelem_Ref =>
                (TypeBelow(method, producer.Previous, 1) as ArrayType)?.ElementType,
            VariableDefinition variable => variable.VariableType,
            ParameterDefinition parameter => parameter.ParameterType,
            FieldReference field => field.FieldType,
            MethodReference called when producer.OpCode.Code != Code.Newobj => called.ReturnType,
            TypeReference element when producer.OpCode.Code == Code.Newarr => new ArrayType(element),
            null => TypeOfShortForm(method, producer.OpCode.Code),
            _ => null,
        };
    }

    private static TypeReference? TypeOfShortForm(MethodDefinition method, Code code)
    {
        if (code is >= Code.Ldloc_0 and <= Code.Ldloc_3)
        {
            return method.Body.Variables[code - Code.Ldloc_0].VariableType;
        }

        int index = code - Code.Ldarg_0 - (method.HasThis ? 1 : 0);
        return code is >= Code.Ldarg_0 and <= Code.Ldarg_3 && index >= 0
            ? method.Parameters[index].ParameterType
            : null;
    }

    private static int Pushed(Instruction instruction)
    {
        if (instruction.Operand is MethodReference method && instruction.OpCode.FlowControl == FlowControl.Call)
        {
            bool result = instruction.OpCode.Code == Code.Newobj || method.ReturnType.MetadataType != MetadataType.Void;
            return result ? 1 : 0;
        }

        return instruction.OpCode.StackBehaviourPush switch
        {
            StackBehaviour.Push0 => 0,
            StackBehaviour.Push1_push1 => 2,
            _ => 1,
        };
    }

    private static int Popped(Instruction instruction)
    {
        if (instruction.Operand is MethodReference method && instruction.OpCode.FlowControl == FlowControl.Call)
        {
            bool instance = method.HasThis && instruction.OpCode.Code != Code.Newobj;
            return method.Parameters.Count + (instance ? 1 : 0);
        }

        switch (instruction.OpCode.StackBehaviourPop)
        {
            case StackBehaviour.Pop0:
                return 0;
            case StackBehaviour.Pop1:
            case StackBehaviour.Popi:
            case StackBehaviour.Popref:
                return 1;
            case StackBehaviour.Popi_popi_popi:
            case StackBehaviour.Popref_popi_popi:
            case StackBehaviour.Popref_popi_popi8:
            case StackBehaviour.Popref_popi_popr4:
            case StackBehaviour.Popref_popi_popr8:
            case StackBehaviour.Popref_popi_popref:
                return 3;
            default:
                return 2;
        }
    }
}
