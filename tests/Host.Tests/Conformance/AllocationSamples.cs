#pragma warning disable CA1822
using System;
using System.Text;

namespace McoaRouter.Host.Tests.Conformance;

/// <summary>Machines whose verbs allocate on the device, each in a way of its own, and one that does not.</summary>
internal static class AllocationSamples
{
    internal struct Pair
    {
        public int Left;
        public int Right;
    }

    internal interface IHelper
    {
        void Help();
    }

    internal interface IListener
    {
        void Tell(object what);
    }

    internal sealed class NewsHelper : IHelper
    {
        public object? Last { get; private set; }

        public void Help()
        {
            Last = new object();
        }
    }

    /// <summary>Every public method allocates; its name is what the walk must say.</summary>
    internal sealed class Wasteful
    {
        private readonly Pair[] _pairs = new Pair[1];
        private object? _kept;

        public void New_System_Text_StringBuilder()
        {
            _kept = new StringBuilder();
        }

        public void New_System_Int32()
        {
            _kept = new int[1];
        }

        public void Boxes_System_Int32(int number)
        {
            _kept = number;
        }

        public void Loads_the_string()
        {
            _kept = "text";
        }

        public void Makes_a_delegate()
        {
            _kept = new Action(Loads_the_string);
        }

        public void Throws(Exception exception)
        {
            _kept = null;
            throw exception;
        }

        public int Local_0_is_a()
        {
            Pair pair = _pairs[0];
            return pair.Left + pair.Right;
        }

        public void Parameter_pair_is_a(Pair pair)
        {
            _pairs[0].Left = pair.Right;
        }

        public Pair Returns_a()
        {
            return _pairs[0];
        }

        public void Calls_System_BitConverter__GetBytes(long number)
        {
            _kept = BitConverter.GetBytes(number);
        }
    }

    /// <summary>Allocates behind an interface and two private methods.</summary>
    internal sealed class Deep
    {
        private readonly IHelper _helper = new NewsHelper();

        public void Poll()
        {
            Step();
        }

        private void Step()
        {
            _helper.Help();
        }
    }

    /// <summary>Allocates nothing by itself; what its listener does is not its affair.</summary>
    internal sealed class Frugal
    {
        private readonly Pair[] _pairs = new Pair[4];
        private readonly byte[] _octets = new byte[16];
        private readonly IListener _listener;

        public Frugal(IListener listener)
        {
            _listener = listener;
        }

        public long Poll(DayOfWeek day, long now)
        {
            _pairs[(int)day & 3].Left++;
            Swap(ref _pairs[0]);
            Array.Copy(_octets, 0, _octets, 8, 8);
            _listener.Tell(_octets);
            return now + _pairs[0].Left;
        }

        private static void Swap(ref Pair pair)
        {
            (pair.Left, pair.Right) = (pair.Right, pair.Left);
        }
    }

    internal sealed class WastefulListener : IListener
    {
        public object? Last { get; private set; }

        public void Tell(object what)
        {
            Last = new[] { what };
        }
    }
}
