using McoaRouter.Wire;

namespace McoaRouter.Tests.Health;

/// <summary>The probe itself, and what is no answer to it.</summary>
[TestClass]
public sealed class ProbeTests
{
    private const int Inner = Ipv6Header.Length;
    private const int Message = Inner + Ipv6Header.Length;
    private const int ProbeLength = Message + 16;

    [TestMethod]
    public void Rfc4443_4_1_Probe_Is_An_Echo_Request_From_The_Home_Address_In_The_Tunnel()
    {
        HealthBench bench = HealthBench.Registered(HealthBench.Watched);
        byte[] first = bench.LastProbe;
        Assert.AreEqual(ProbeLength, first.Length);
        Assert.AreEqual(ProtocolNumbers.Ipv6, (int)first[Ipv6Header.NextHeaderOffset]);
        Assert.AreEqual(ProtocolNumbers.Icmpv6, (int)first[Inner + Ipv6Header.NextHeaderOffset]);
        Assert.IsTrue(Ipv6Address.Equal(first, Inner + Ipv6Header.SourceOffset, Hex.Address(RouterBench.HomeAddress), 0));
        Assert.IsTrue(Ipv6Address.Equal(
            first, Inner + Ipv6Header.DestinationOffset, Hex.Address(RouterBench.HomeAgentAddress), 0));
        Assert.AreEqual(128, (int)first[Message]);
        Assert.AreEqual(0, (int)first[Message + 1]);
        bench.Wait(1000);
        byte[] second = bench.LastProbe;
        Assert.AreNotEqual(BigEndian.ReadUInt16(first, Message + 4), BigEndian.ReadUInt16(second, Message + 4));
        Assert.IsFalse(BigEndian.ReadInt64(first, Message + 8) == BigEndian.ReadInt64(second, Message + 8));
    }

    [TestMethod]
    public void Answer_that_nobody_awaits_is_refused_and_counted()
    {
        HealthBench bench = HealthBench.Registered(HealthBench.Watched);
        byte[] answer = AnswerTo(bench.LastProbe);
        bench.Receive(1, answer);
        Assert.AreEqual(1L, bench.Router.Refusals.Of(Refusal.NotAwaited));
        Assert.AreEqual(0, bench.Bench.Port.Count);
    }

    [TestMethod]
    public void Answer_with_any_octet_of_its_marks_changed_saves_no_dead_path()
    {
        HealthBench bench = HealthBench.Registered(HealthBench.Watched);
        bench.Down(0);
        bench.Cut(1, true);
        bench.Wait(1000);
        byte[] answer = AnswerTo(bench.LastProbe);
        for (int i = 4; i < 16; i++)
        {
            byte[] forged = Copy(answer);
            forged[Message + i] ^= 0x40;
            Seal(forged);
            bench.Receive(1, forged);
        }

        Assert.AreEqual(12L, bench.Router.Refusals.Of(Refusal.NotAwaited));
        bench.Receive(1, answer);
        Assert.AreEqual(12L, bench.Router.Refusals.Of(Refusal.NotAwaited));
    }

    [TestMethod]
    public void Late_answer_to_the_probe_before_is_refused_and_counted()
    {
        HealthBench bench = HealthBench.Registered(HealthBench.Watched);
        byte[] answer = AnswerTo(bench.LastProbe);
        bench.Wait(1000);
        bench.Receive(1, answer);
        Assert.AreEqual(1L, bench.Router.Refusals.Of(Refusal.NotAwaited));
        Assert.AreEqual(0, bench.Bench.Port.Count);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Rfc4443_4_2_An_Answer_To_A_Ping_Of_The_Boards_Own_Goes_To_The_Board(bool overUdp)
    {
        HealthBench bench = new HealthBench(HealthBench.Watched + HealthBench.Ipv4HomeAgent);
        bench.Up(0, overUdp ? HealthBench.Mapped(7) : Hex.Address(RouterBench.First));
        bench.Wait(2000);
        byte[] ping = new byte[Ipv6Header.Length + 16];
        byte[] home = Hex.Address(RouterBench.HomeAddress);
        byte[] homeAgent = Hex.Address(RouterBench.HomeAgentAddress);
        Ipv6Header.Write(ping, 0, 0, 16, ProtocolNumbers.Icmpv6, home, 0, homeAgent, 0);
        int identifier = BigEndian.ReadUInt16(bench.LastProbe, bench.LastProbe.Length - 12) ^ 0x55;
        int data = Icmpv6.Begin(ping, Ipv6Header.Length, Icmpv6Echo.Request, identifier, 1);
        BigEndian.WriteInt64(ping, data, 0x0123456789ABCDEF);
        Icmpv6.Finish(ping, Ipv6Header.Length, ping.Length, home, 0, homeAgent, 0);
        long refused = bench.Router.Refusals.Total();
        bench.Receive(MobileRouter.Port, ping);
        bench.Run();
        Assert.AreEqual(1, bench.Bench.Port.Count);
        byte[] answer = bench.Bench.Port.Last();
        Assert.AreEqual(129, (int)answer[Ipv6Header.Length]);
        Assert.AreEqual(identifier, BigEndian.ReadUInt16(answer, Ipv6Header.Length + 4));
        Assert.AreEqual(0x0123456789ABCDEF, BigEndian.ReadInt64(answer, Ipv6Header.Length + 8));
        Assert.AreEqual(refused, bench.Router.Refusals.Total());
    }

    [TestMethod]
    public void Answer_with_a_wrong_checksum_or_code_is_refused()
    {
        HealthBench bench = HealthBench.Registered(HealthBench.Watched);
        byte[] answer = AnswerTo(bench.LastProbe);
        answer[Message + 2] ^= 1;
        bench.Receive(1, answer);
        Assert.AreEqual(1L, bench.Router.Refusals.Of(Refusal.Checksum));
        answer[Message + 1] = 7;
        Seal(answer);
        bench.Receive(1, answer);
        Assert.AreEqual(1L, bench.Router.Refusals.Of(Refusal.UnknownMessage));
    }

    [TestMethod]
    public void Answer_from_outside_the_tunnel_is_refused()
    {
        HealthBench bench = HealthBench.Registered(HealthBench.Watched);
        bench.Cut(1, true);
        bench.Wait(1000);
        byte[] answer = AnswerTo(bench.LastProbe);
        Ipv6Address.Copy(Hex.Address(RouterBench.Correspondent), 0, answer, Ipv6Header.SourceOffset);
        bench.Receive(1, answer);
        Assert.AreEqual(1L, bench.Router.Refusals.Of(Refusal.TunnelFromStranger));
        bench.Wait(2000);
        Assert.AreEqual("GD", bench.Standings());
    }

    [TestMethod]
    public void Rfc4443_4_2_Home_Agent_Answers_An_Echo_By_The_Tunnel_It_Came_Through()
    {
        HealthBench bench = HealthBench.Registered(HealthBench.Watched);
        Assert.AreEqual(1, bench.PreferredBid());
        bench.CutDown[0] = true;
        bench.Wait(1000);
        Assert.AreEqual(0L, bench.Steering.Health.At(1).Lost);
        bench.Wait(1000);
        Assert.AreEqual(0L, bench.Steering.Health.At(1).Lost);
        Assert.IsTrue(bench.Steering.Health.At(0).Lost > 0);
    }

    [TestMethod]
    public void Errors_about_the_tunnel_cause_at_most_four_probes_an_interval()
    {
        HealthBench bench = HealthBench.Registered(HealthBench.Watched);
        bench.ClearCounts();
        for (int i = 0; i < 100; i++)
        {
            bench.Steering.TunnelFailed(0, bench.Now);
            bench.Wait(10);
        }

        Assert.IsTrue(bench.Probes[0] <= 5);
        Assert.IsTrue(bench.Probes[0] >= 3);
        Assert.AreEqual("GG", bench.Standings());
    }

    [TestMethod]
    public void Rfc4443_5_2_Errors_That_Quote_A_Tunnel_Packet_Of_Ours_Cause_Probes_And_Nothing_Else()
    {
        HealthBench bench = HealthBench.Registered(HealthBench.Watched);
        byte[] ours = RouterBench.Tunnelled(
            RouterBench.First,
            RouterBench.HomeAgentAddress,
            RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 100));
        byte[] error = Icmpv6Messages.Error(RouterBench.First, 1, 0, 0, ours, 100);
        bench.ClearCounts();
        bench.Wait(400);
        Assert.AreEqual(0, bench.Probes[0]);
        bench.Receive(0, error);
        bench.Run();
        Assert.AreEqual(1, bench.Probes[0]);
        int changes = bench.Bench.StandingChanges;
        for (int i = 0; i < 100; i++)
        {
            bench.Receive(0, error);
            bench.Wait(10);
        }

        Assert.IsTrue(bench.Probes[0] <= 6);
        Assert.AreEqual(changes, bench.Bench.StandingChanges);
        Assert.AreEqual(0, bench.Router.Path);
        Assert.AreEqual(1, bench.PreferredBid());
    }

    [TestMethod]
    [DataRow(RouterBench.Second, RouterBench.HomeAgentAddress, RouterBench.Host)]
    [DataRow(RouterBench.First, RouterBench.Correspondent, RouterBench.Host)]
    [DataRow(RouterBench.First, RouterBench.HomeAgentAddress, RouterBench.Correspondent)]
    public void Rfc4443_5_2_Errors_That_Quote_No_Packet_Of_Ours_Are_Refused(string near, string far, string inside)
    {
        HealthBench bench = HealthBench.Registered(HealthBench.Watched);
        byte[] quoted = RouterBench.Tunnelled(near, far, RouterBench.Datagram(inside, "2001:db8:cc::81", 100));
        bench.ClearCounts();
        bench.Wait(400);
        bench.Receive(0, Icmpv6Messages.Error(RouterBench.First, 1, 0, 0, quoted, 100));
        bench.Run();
        Assert.AreEqual(0, bench.Probes[0]);
        Assert.AreEqual(0, bench.Probes[1]);
        Assert.AreEqual(1L, bench.Router.Refusals.Of(Refusal.NotAwaited));
    }

    [TestMethod]
    public void Probes_and_their_answers_allocate_nothing()
    {
        HealthBench bench = HealthBench.Registered(HealthBench.Watched);
        Loop loop = new Loop(bench);
        Heap.AssertAllocatesNothing(loop);
        Assert.IsTrue(bench.Steering.Health.At(0).Sent > 100);
        Assert.AreEqual("GG", bench.Standings());
    }

    private static byte[] AnswerTo(byte[] probe)
    {
        byte[] answer = Copy(probe);
        byte[] scratch = new byte[16];
        Ipv6Address.Copy(probe, Ipv6Header.DestinationOffset, answer, Ipv6Header.SourceOffset);
        Ipv6Address.Copy(probe, Ipv6Header.SourceOffset, answer, Ipv6Header.DestinationOffset);
        Icmpv6Echo.Answer(answer, Inner, scratch);
        return answer;
    }

    private static byte[] Copy(byte[] packet)
    {
        byte[] copy = new byte[packet.Length];
        System.Array.Copy(packet, 0, copy, 0, copy.Length);
        return copy;
    }

    private static void Seal(byte[] answer)
    {
        Icmpv6.Finish(
            answer,
            Message,
            answer.Length,
            answer,
            Inner + Ipv6Header.SourceOffset,
            answer,
            Inner + Ipv6Header.DestinationOffset);
    }

    /// <summary>Every probe is answered in place, as the home agent would.</summary>
    private sealed class Loop : IRepeatable
    {
        private readonly HealthBench _bench;
        private readonly byte[] _scratch = new byte[16];
        private readonly McoaRouter.Links.PacketBuffer _packet = new McoaRouter.Links.PacketBuffer();

        internal Loop(HealthBench bench)
        {
            _bench = bench;
            for (int i = 0; i < 2; i++)
            {
                bench.Bench.Uplinks[i].Clear();
                bench.Bench.Uplinks[i].KeepsLastOnly = true;
            }
        }

        public void Run()
        {
            _bench.Now += 1000;
            _bench.Router.Poll(_bench.Now);
            for (int i = 0; i < 2; i++)
            {
                TestLink link = _bench.Bench.Uplinks[i];
                if (link.Count > 0 && link.LastLength == ProbeLength)
                {
                    Ipv6Address.Copy(link.LastOctets, Ipv6Header.DestinationOffset, _scratch, 0);
                    Ipv6Address.Copy(
                        link.LastOctets, Ipv6Header.SourceOffset, link.LastOctets, Ipv6Header.DestinationOffset);
                    Ipv6Address.Copy(_scratch, 0, link.LastOctets, Ipv6Header.SourceOffset);
                    Icmpv6Echo.Answer(link.LastOctets, Inner, _scratch);
                    _packet.Load(link.LastOctets, 0, ProbeLength);
                    _bench.Router.Receive(i, _packet, _bench.Now);
                }

                link.Clear();
            }
        }
    }
}
