using McoaRouter.Wire;

namespace McoaRouter.Tests.HomeAgents;

/// <summary>Binding Updates that were cut, bent or continued at every place.</summary>
[TestClass]
public sealed class HomeAgentRobustnessTests
{
    [TestMethod]
    public void A_Binding_Update_Cut_At_Every_Length_Changes_Nothing()
    {
        byte[] update = HomeAgentVectorTests.BulkUpdate();
        HomeAgentBench bench = new HomeAgentBench();
        for (int length = 0; length < update.Length; length++)
        {
            bench.Packet.Load(update, 0, length);
            Assert.AreEqual(-1, bench.Deliver(length));
        }

        Assert.AreEqual(update.Length, bench.Refused(Refusal.Truncated));
        Assert.AreEqual(0, bench.Bindings.Count);
        Assert.AreEqual(0, bench.Listener.Count);
    }

    [TestMethod]
    public void A_Binding_Update_Cut_At_Every_Length_With_The_Packets_Length_Put_Right_Changes_Nothing()
    {
        byte[] update = HomeAgentVectorTests.BulkUpdate();
        HomeAgentBench bench = new HomeAgentBench();
        for (int length = Ipv6Header.Length; length < update.Length; length++)
        {
            bench.Packet.Load(update, 0, length);
            BigEndian.WriteUInt16(
                bench.Packet.Octets, bench.Packet.Start + Ipv6Header.PayloadLengthOffset, length - Ipv6Header.Length);
            Assert.AreEqual(-1, bench.Deliver(length));
        }

        Assert.AreEqual(0, bench.Bindings.Count);
        Assert.AreEqual(0, bench.Listener.Count);
    }

    [TestMethod]
    public void A_Binding_Update_Cut_And_Signed_Anew_Registers_Only_Whole_Options()
    {
        // The message of 88 octets: BID 1 ends at 40, BID 2 at 64, the prefix at 88.
        byte[] update = HomeAgentVectorTests.BulkUpdate();
        for (int length = 8; length < 88; length += 8)
        {
            HomeAgentBench bench = new HomeAgentBench();
            bench.Packet.Load(update, 0, 64 + length);
            byte[] octets = bench.Packet.Octets;
            int start = bench.Packet.Start;
            BigEndian.WriteUInt16(octets, start + Ipv6Header.PayloadLengthOffset, 24 + length);
            octets[start + 64 + MobilityHeader.HeaderLengthOffset] = (byte)((length / 8) - 1);
            BigEndian.WriteUInt16(octets, start + 64 + MobilityHeader.ChecksumOffset, 0);
            int checksum = InternetChecksum.Compute(
                octets, start + 48, octets, start + 24, ProtocolNumbers.Mobility, octets, start + 64, length);
            BigEndian.WriteUInt16(octets, start + 64 + MobilityHeader.ChecksumOffset, checksum);
            bool whole = length == 40 || length == 64;
            int answer = bench.Deliver(0);
            Assert.AreEqual(whole, answer == BindingStatus.Accepted);
            Assert.IsTrue(whole || answer == (length == 8 ? HomeAgentBench.OtherAnswer : HomeAgentBench.NoAnswer));
            Assert.AreEqual(length == 64 ? 2 : length == 40 ? 1 : 0, bench.Bindings.Count);
        }
    }

    [TestMethod]
    public void A_Binding_Update_With_Any_Bit_Flipped_Changes_Nothing_Unless_Its_Checksum_Holds()
    {
        byte[] update = HomeAgentVectorTests.BulkUpdate();
        Ipv6Packet packet = new Ipv6Packet();
        HomeAgentBench bench = new HomeAgentBench();
        int holds = 0;
        for (int bit = 0; bit < 8 * update.Length; bit++)
        {
            update[bit / 8] ^= (byte)(1 << (bit & 7));
            bool valid = packet.TryRead(update, 0, update.Length) && MobilityHeader.Check(packet) == Refusal.None;
            bench.Packet.Load(update, 0, update.Length);
            int answer = bench.Deliver(bit);
            if (valid)
            {
                holds++;
                bench.Restart();
            }
            else
            {
                Assert.AreEqual(-1, answer);
                Assert.AreEqual(0, bench.Bindings.Count);
                Assert.AreEqual(0, bench.Listener.Count);
            }

            // No bit of the message itself, of the home address or of the destination goes unnoticed.
            bool covered = (bit >= 8 * 24 && bit < 8 * 40) || bit >= 8 * 48;
            Assert.IsFalse(valid && covered);
            update[bit / 8] ^= (byte)(1 << (bit & 7));
        }

        // Traffic class, flow label, hop limit, source, and octets of padding.
        Assert.IsTrue(holds >= 28 + 8 + 128);
    }

    [TestMethod]
    public void A_Binding_Update_With_Any_Octet_Of_Its_Options_Changed_Leaves_A_Whole_Cache()
    {
        // Signed anew, so that the octet gets through: whatever it means, a binding is registered whole or not at all.
        byte[] update = HomeAgentVectorTests.BulkUpdate();
        for (int at = 64 + BindingUpdate.FixedLength; at < update.Length; at++)
        {
            for (int value = 0; value < 256; value += 51)
            {
                HomeAgentBench bench = new HomeAgentBench();
                bench.Packet.Load(update, 0, update.Length);
                byte[] octets = bench.Packet.Octets;
                int start = bench.Packet.Start;
                octets[start + at] = (byte)value;
                BigEndian.WriteUInt16(octets, start + 64 + MobilityHeader.ChecksumOffset, 0);
                int checksum = InternetChecksum.Compute(
                    octets, start + 48, octets, start + 24, ProtocolNumbers.Mobility, octets, start + 64, 88);
                BigEndian.WriteUInt16(octets, start + 64 + MobilityHeader.ChecksumOffset, checksum);
                int answer = bench.Deliver(0);
                bool registered = answer >= 0 && Vectors.Draft.HasStatusPerBinding(answer);
                int accepted = 0;
                for (int i = 0; registered && i < bench.Answer.Options.BindingIdentifierCount; i++)
                {
                    accepted += bench.AnswerStatus(i) == 0 ? 1 : 0;
                }

                bool regular = answer == BindingStatus.Accepted && bench.Answer.Options.BindingIdentifierCount == 0;
                Assert.AreEqual(regular ? 1 : accepted, bench.Bindings.Count);
                Assert.AreEqual(bench.Bindings.Count != 0, bench.Bindings.IsRegistered(0));
                Assert.AreEqual(bench.Bindings.Count != 0, bench.Agent.NextDeadline == 240000);
            }
        }
    }
}
