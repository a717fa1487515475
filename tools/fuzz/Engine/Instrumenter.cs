using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace McoaRouter.Fuzz.Engine;

/// <summary>
/// Writes a copy of an assembly in which every basic block begins with a call of <see cref="Coverage.Hit"/>. The numbers of
/// the blocks depend on names and order alone, so that the same sources have the same map on every machine.
/// </summary>
public static class Instrumenter
{
    /// <summary>Instruments an assembly.</summary>
    /// <param name="path">The file of the assembly.</param>
    /// <param name="takes">Which types, by full name.</param>
    /// <returns>The octets of the instrumented copy.</returns>
    public static byte[] Instrument(string path, Func<string, bool> takes)
    {
        using DefaultAssemblyResolver resolver = new();
        resolver.AddSearchDirectory(Path.GetDirectoryName(path)!);
        using ModuleDefinition module = ModuleDefinition.ReadModule(
            path, new ReaderParameters { AssemblyResolver = resolver, InMemory = true });
        MethodReference hit = HitOf(module);
        uint hash = Fnv(module.Assembly.Name.Name);
        foreach (TypeDefinition type in module.GetTypes().Where(type => takes(type.FullName)))
        {
            foreach (MethodDefinition method in type.Methods.Where(method => method.HasBody && !method.IsConstructor))
            {
                Instrument(method, hit, Fnv(method.FullName) ^ hash);
            }
        }

        using MemoryStream copy = new();
        module.Write(copy);
        return copy.ToArray();
    }

    private static MethodReference HitOf(ModuleDefinition module)
    {
        // Our own assembly calls its own: a reference to itself would be another assembly's.
        return module.Assembly.Name.Name == typeof(Coverage).Assembly.GetName().Name
            ? module.GetType(typeof(Coverage).FullName).Methods.Single(method => method.Name == nameof(Coverage.Hit))
            : module.ImportReference(typeof(Coverage).GetMethod(nameof(Coverage.Hit)));
    }

    private static void Instrument(MethodDefinition method, MethodReference hit, uint seed)
    {
        MethodBody body = method.Body;
        body.SimplifyMacros();
        HashSet<Instruction> leaders = LeadersOf(body);
        Dictionary<Instruction, Instruction> heads = [];
        ILProcessor processor = body.GetILProcessor();
        int number = 0;
        foreach (Instruction leader in body.Instructions.Where(leaders.Contains).ToArray())
        {
            Instruction head = processor.Create(OpCodes.Ldc_I4, (int)(Mixed(seed + (uint)number++) & (Coverage.MapOctets - 1)));
            processor.InsertBefore(leader, head);
            processor.InsertBefore(leader, processor.Create(OpCodes.Call, hit));
            heads.Add(leader, head);
        }

        Redirect(body, heads);
        body.OptimizeMacros();
    }

    private static HashSet<Instruction> LeadersOf(MethodBody body)
    {
        HashSet<Instruction> leaders = [body.Instructions[0]];
        foreach (Instruction instruction in body.Instructions)
        {
            switch (instruction.Operand)
            {
                case Instruction target:
                    leaders.Add(target);
                    break;
                case Instruction[] targets:
                    leaders.UnionWith(targets);
                    break;
                default:
                    break;
            }

            if (instruction.OpCode.FlowControl == FlowControl.Cond_Branch && instruction.Next != null)
            {
                leaders.Add(instruction.Next);
            }
        }

        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            leaders.Add(handler.HandlerStart);
        }

        // A prefix belongs to the instruction behind it.
        leaders.RemoveWhere(leader => leader.Previous?.OpCode.OpCodeType == OpCodeType.Prefix);
        return leaders;
    }

    private static void Redirect(MethodBody body, Dictionary<Instruction, Instruction> heads)
    {
        foreach (Instruction instruction in body.Instructions)
        {
            switch (instruction.Operand)
            {
                case Instruction target:
                    instruction.Operand = heads.GetValueOrDefault(target, target);
                    break;
                case Instruction[] targets:
                    instruction.Operand = Array.ConvertAll(targets, target => heads.GetValueOrDefault(target, target));
                    break;
                default:
                    break;
            }
        }

        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            handler.TryStart = Head(handler.TryStart);
            handler.TryEnd = Head(handler.TryEnd);
            handler.HandlerStart = Head(handler.HandlerStart);
            handler.HandlerEnd = Head(handler.HandlerEnd);
            handler.FilterStart = Head(handler.FilterStart);
        }

        Instruction? Head(Instruction? instruction)
        {
            return instruction == null ? null : heads.GetValueOrDefault(instruction, instruction);
        }
    }

    private static uint Fnv(string text)
    {
        uint hash = 2166136261;
        foreach (char letter in text)
        {
            hash = (hash ^ letter) * 16777619;
        }

        return hash;
    }

    private static uint Mixed(uint value)
    {
        value = (value ^ (value >> 16)) * 0x7FEB352D;
        value = (value ^ (value >> 15)) * 0x846CA68B;
        return value ^ (value >> 16);
    }
}
