namespace McoaRouter.Fuzz.Repairs;

/// <summary>Makes a mutated Ethernet frame one with a whole IPv6 packet.</summary>
public static class FrameRepair
{
    private const int HeaderOctets = 14;
    private const int TypeOffset = 12;

    /// <summary>A whole frame made of one.</summary>
    public static byte[] Frame(byte[] frame)
    {
        if (frame.Length <= HeaderOctets)
        {
            return frame;
        }

        byte[] whole = [.. frame[..HeaderOctets], .. PacketRepair.Packet(frame[HeaderOctets..])];
        whole[TypeOffset] = 0x86;
        whole[TypeOffset + 1] = 0xDD;
        return whole;
    }
}
