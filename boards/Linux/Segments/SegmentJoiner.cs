using System;
using McoaRouter.Boards.Linux.Native;
using McoaRouter.Wire;

namespace McoaRouter.Boards.Linux.Segments;

/// <summary>
/// Writes packets to a TUN: those of one flow that follow each other in one piece, at the end of a turn at the latest,
/// and all others one by one. The order within a flow is kept.
/// </summary>
internal sealed unsafe class SegmentJoiner
{
    /// <summary>Flows that are joined at the same time; another one makes the eldest be written.</summary>
    private const int Flows = 8;

    /// <summary>The offload header of one packet that is complete.</summary>
    private static readonly byte[] s_plain = new byte[OffloadHeader.Length];

    private readonly JoinedSegments[] _flows = new JoinedSegments[Flows];
    private readonly int _descriptor;
    private readonly bool _tcp;
    private readonly bool _udp;
    private int _eldest;

    /// <summary>Sets the memory aside.</summary>
    /// <param name="descriptor">The TUN.</param>
    /// <param name="tcp">Whether the kernel takes joined TCP segments.</param>
    /// <param name="udp">Whether the kernel takes joined UDP datagrams.</param>
    public SegmentJoiner(int descriptor, bool tcp, bool udp)
    {
        _descriptor = descriptor;
        _tcp = tcp;
        _udp = udp;
        for (int i = 0; i < Flows; i++)
        {
            _flows[i] = new JoinedSegments();
        }
    }

    /// <summary>Packets that the kernel did not take after <see cref="Send"/> had.</summary>
    public long Dropped { get; private set; }

    /// <summary>Takes a packet. Allocates nothing and does not block.</summary>
    /// <returns>False where the kernel did not take it.</returns>
    public bool Send(ReadOnlySpan<byte> packet)
    {
        if (packet.Length < Ipv6Header.Length)
        {
            return WriteOne(packet);
        }

        JoinedSegments? flow = Find(packet);
        int headers = IsJoined(packet[Ipv6Header.NextHeaderOffset]) ? JoinedSegments.HeadersOf(packet) : 0;
        if (flow != null && headers != 0 && flow.TryAppend(packet, headers))
        {
            WriteIfFull(flow);
            return true;
        }

        if (flow != null)
        {
            Write(flow);
        }

        if (headers == 0)
        {
            return WriteOne(packet);
        }

        flow ??= TakeEldest();
        flow.Begin(packet, headers);
        WriteIfFull(flow);
        return true;
    }

    /// <summary>Writes what waits.</summary>
    public void Flush()
    {
        foreach (JoinedSegments flow in _flows)
        {
            if (flow.Count > 0)
            {
                Write(flow);
            }
        }
    }

    private bool IsJoined(int protocol)
    {
        return (_tcp && protocol == ProtocolNumbers.Tcp) || (_udp && protocol == ProtocolNumbers.Udp);
    }

    private JoinedSegments? Find(ReadOnlySpan<byte> packet)
    {
        foreach (JoinedSegments flow in _flows)
        {
            if (flow.IsFlowOf(packet))
            {
                return flow;
            }
        }

        return null;
    }

    private JoinedSegments TakeEldest()
    {
        JoinedSegments flow = _flows[_eldest];
        _eldest = (_eldest + 1) % Flows;
        if (flow.Count > 0)
        {
            Write(flow);
        }

        return flow;
    }

    private void WriteIfFull(JoinedSegments flow)
    {
        if (flow.IsFull)
        {
            Write(flow);
        }
    }

    private void Write(JoinedSegments flow)
    {
        int count = flow.Count;
        int length = flow.Finish();
        if (LibC.Write(_descriptor, flow.Memory, length) != length)
        {
            Dropped += count;
        }
    }

    private bool WriteOne(ReadOnlySpan<byte> packet)
    {
        fixed (byte* plain = s_plain, octets = packet)
        {
            LibC.IoVector* parts = stackalloc LibC.IoVector[2];
            parts[0] = new LibC.IoVector { Octets = plain, Length = OffloadHeader.Length };
            parts[1] = new LibC.IoVector { Octets = octets, Length = (nuint)packet.Length };
            return LibC.WriteVectors(_descriptor, parts, 2) == OffloadHeader.Length + packet.Length;
        }
    }
}
