using System;

namespace McoaRouter.Emulated;

/// <summary>The yardstick: the copy of one packet.</summary>
internal sealed class CopyStep : CostStep
{
    private readonly byte[] _from = new byte[Cost.PacketOctets];
    private readonly byte[] _to = new byte[Cost.PacketOctets];

    internal CopyStep()
        : base("copy")
    {
    }

    internal override void Repeat(int times)
    {
        for (int i = 0; i < times; i++)
        {
            Array.Copy(_from, 0, _to, 0, Cost.PacketOctets);
        }
    }
}
