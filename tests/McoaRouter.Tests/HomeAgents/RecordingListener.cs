using McoaRouter.HomeAgents;

namespace McoaRouter.Tests.HomeAgents;

/// <summary>A listener that keeps the first events since <see cref="Clear"/>, as numbers.</summary>
public sealed class RecordingListener : IHomeAgentListener
{
    private const int Capacity = 64;
    private const int Binding = 0;
    private const int Prefix = 1;
    private const int Answer = 2;
    private const int Defence = 3;
    private const int Home = 4;
    private const int Tunnel = 5;

    private static readonly string[] s_names = { "binding ", "prefix ", "answer ", "defended ", "home ", "tunnel " };

    private readonly int[] _kinds = new int[Capacity];
    private readonly int[] _routers = new int[Capacity];
    private readonly int[] _subjects = new int[Capacity];
    private readonly int[] _values = new int[Capacity];

    public int Count { get; private set; }

    public long LastAt { get; private set; }

    public void Clear()
    {
        Count = 0;
    }

    /// <summary>
    /// All events: "binding R:BID+;prefix R:INDEX-;defended R:0+;home R:0-;tunnel R:PORT+;answer R:STATUS/SEQUENCE;".
    /// </summary>
    public override string ToString()
    {
        string text = string.Empty;
        for (int i = 0; i < Count; i++)
        {
            string kind = s_names[_kinds[i]];
            string value = _kinds[i] == Answer ? "/" + _values[i].ToString() : _values[i] == 1 ? "+" : "-";
            text += kind + _routers[i].ToString() + ":" + _subjects[i].ToString() + value + ";";
        }

        return text;
    }

    public void BindingChanged(int router, int bid, bool present, byte[] careOfAddress, int offset, long now)
    {
        Add(Binding, router, bid, present ? 1 : 0, now);
    }

    public void UdpTunnelChanged(int router, int bid, int port, bool behindNat, long now)
    {
        Add(Tunnel, router, port, behindNat ? 1 : 0, now);
    }

    public void PrefixChanged(int router, int prefix, bool present, long now)
    {
        Add(Prefix, router, prefix, present ? 1 : 0, now);
    }

    public void HomeAddressDefended(int router, bool defended, long now)
    {
        Add(Defence, router, 0, defended ? 1 : 0, now);
    }

    public void RouterAtHome(int router, bool atHome, long now)
    {
        Add(Home, router, 0, atHome ? 1 : 0, now);
    }

    public void BindingUpdateAnswered(int router, int status, int sequence, long now)
    {
        Add(Answer, router, status, sequence, now);
    }

    private void Add(int kind, int router, int subject, int value, long now)
    {
        LastAt = now;
        if (Count == Capacity)
        {
            return;
        }

        _kinds[Count] = kind;
        _routers[Count] = router;
        _subjects[Count] = subject;
        _values[Count] = value;
        Count++;
    }
}
