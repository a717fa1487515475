#pragma warning disable CA1822, CA2019, IDE0044, IDE0051, IDE0052, CS0169, CS0414, CS0649
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Conformance;

/// <summary>Names a rule that a sample breaks.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true)]
internal sealed class BreaksAttribute(string rule) : Attribute
{
    public string Rule { get; } = rule;
}

/// <summary>A test class as the device can't run it.</summary>
#pragma warning disable MSTEST0016
[TestClass]
public sealed class TestClassWithField
{
    private int _count;
}
#pragma warning restore MSTEST0016

/// <summary>A constant of the wire with another owner; the second is a number by chance.</summary>
internal static class RepeatsTheWire
{
    internal const int OutOfWindow = 135;
    internal const int Passengers = 135;
}

/// <summary>Code that breaks the rules of the device's dialect, to prove that each rule finds it.</summary>
internal static class Samples
{
    [Breaks(nameof(DialectRules.Generics))]
    internal sealed class GenericType<T>
    {
        public T? Value { get; set; }
    }

    [Breaks(nameof(DialectRules.Generics))]
    internal sealed class GenericMethod
    {
        public void Take<T>(T value)
        {
            _ = value;
        }
    }

    [Breaks(nameof(DialectRules.Generics))]
    internal sealed class GenericInstance
    {
        private readonly List<int>? _list;
    }

    [Breaks(nameof(DialectRules.Generics))]
    internal sealed class GenericCall
    {
        public Array Empty()
        {
            return Array.Empty<int>();
        }
    }

    [Breaks(nameof(DialectRules.Generics))]
    [Breaks(nameof(DialectRules.NullableValues))]
    internal sealed class NullableLocal
    {
        public bool Has(int value)
        {
            int? nullable = value > 0 ? value : null;
            return nullable.HasValue;
        }
    }

    [Breaks(nameof(DialectRules.Generics))]
    [Breaks(nameof(DialectRules.Tuples))]
    internal sealed class TupleResult
    {
        public (int Left, int Right) Both()
        {
            return (1, 2);
        }
    }

    [Breaks(nameof(DialectRules.MultiDimensionalArrays))]
    internal sealed class Matrix
    {
        private readonly int[,] _cells = new int[2, 2];
    }

    [Breaks(nameof(DialectRules.StackAllocation))]
    internal sealed unsafe class OnTheStack
    {
        public int First()
        {
            int* numbers = stackalloc int[4];
            return numbers[0];
        }
    }

    [Breaks(nameof(DialectRules.FunctionPointers))]
    internal sealed unsafe class FunctionPointer
    {
        private readonly delegate*<int, int> _function = &Same;

        public int Call()
        {
            return _function(1);
        }

        private static int Same(int value)
        {
            return value;
        }
    }

    [Breaks(nameof(DialectRules.FixedBuffers))]
    internal unsafe struct FixedBuffer
    {
        public fixed byte Octets[4];
    }

    [Breaks(nameof(DialectRules.StateMachines))]
    [Breaks(nameof(DialectRules.Generics))]
    internal sealed class Iterator
    {
        public IEnumerable<int> Numbers()
        {
            yield return 1;
        }
    }

    [Breaks(nameof(DialectRules.StateMachines))]
    [Breaks(nameof(DialectRules.Generics))]
    internal sealed class Asynchronous
    {
        public async Task Wait()
        {
            await Task.Yield();
        }
    }

    [Breaks(nameof(DialectRules.CheckedArithmetic))]
    internal sealed class Checked
    {
        public int Twice(int value)
        {
            return checked(value * 2);
        }
    }

    [Breaks(nameof(DialectRules.DefaultInterfaceMethods))]
    internal interface IWithBody
    {
        int Number()
        {
            return 1;
        }
    }

    [Breaks(nameof(DialectRules.ExceptionFilters))]
    internal sealed class Filter
    {
        public void Run(int[] values)
        {
            try
            {
                values[0]++;
            }
            catch (IndexOutOfRangeException) when (values.Length == 0)
            {
                values[0]--;
            }
        }
    }

    internal static class First
    {
        internal static readonly int[] s_numbers = [4];
    }

    [Breaks(nameof(DialectRules.StaticInitialisers))]
    internal static class LeansOnFirst
    {
        internal static readonly int s_sum = Sum();

        private static int Sum()
        {
            return First.s_numbers[0];
        }
    }

    [Breaks(nameof(DialectRules.ClearedReferences))]
    internal sealed class ClearsTexts
    {
        private readonly string[] _texts = new string[4];

        public void Clear()
        {
            Array.Clear(_texts, 0, _texts.Length);
        }
    }

    [Breaks(nameof(DialectRules.ClearedReferences))]
    internal sealed class ClearsUnseen
    {
        public void Clear(Array array)
        {
            Array.Clear(array, 0, array.Length);
        }
    }

    [Breaks(nameof(DialectRules.BoxedEnums))]
    internal sealed class EnumText
    {
        public string Text(DayOfWeek day)
        {
            return day.ToString();
        }
    }

    [Breaks(nameof(DialectRules.BoxedEnums))]
    internal sealed class EnumObject
    {
        public object Boxed(DayOfWeek day)
        {
            return day;
        }
    }

    [Breaks(nameof(DialectRules.VolatileFields))]
    internal sealed class VolatileField
    {
        private volatile int _value;
    }

    [Breaks(nameof(DialectRules.Closures))]
    internal sealed class Capturing
    {
        public Comparison<int> Scaled(int factor)
        {
            return (left, right) => factor * (left - right);
        }
    }

    /// <summary>What the device takes: no rule may find anything here.</summary>
    internal sealed class Clean
    {
        private readonly int[] _numbers = new int[4];
        private readonly byte[][] _octets = { new byte[4] };

        public string Text(int number, DayOfWeek day)
        {
            Array.Clear(_numbers, 0, number & 3);
            Array.Clear(_octets[0], 0, _octets[0].Length);
            foreach (int each in _numbers)
            {
                number += each * (int)day;
            }

            try
            {
                return "n" + number.ToString(CultureInfo.InvariantCulture);
            }
            catch (OverflowException)
            {
                return string.Empty;
            }
        }
    }
}
