using McoaRouter.Bindings;
using McoaRouter.Mobility;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Mobility;

/// <summary>When the registration sends: time-outs, refreshes, the rate of updates, and the end.</summary>
[TestClass]
public sealed class RegistrationTimerTests
{
    [TestMethod]
    public void Rfc6275_11_8_First_Timeout_Is_1500_Ms_Then_Doubles_To_32_S_With_New_Sequences()
    {
        RouterBench bench = new RouterBench();
        bench.Up(0, RouterBench.First);
        long timeout = 1500;
        for (int attempt = 2; attempt < 9; attempt++)
        {
            long due = bench.Now + timeout;
            Assert.AreEqual(due, bench.Router.NextDeadline);
            bench.PollAt(due - 1);
            Assert.AreEqual(attempt - 1, bench.Uplinks[0].Count);
            bench.PollAt(due);
            Assert.AreEqual(attempt, bench.Uplinks[0].Count);
            Assert.AreEqual(attempt, bench.LastAttempt);
            Assert.AreEqual(attempt, bench.Router.Bindings.Sequence);
            timeout = timeout * 2 > 32000 ? 32000 : timeout * 2;
        }

        Assert.AreEqual(32000L, timeout);
    }

    [TestMethod]
    public void A_Change_Starts_The_Timeouts_Anew()
    {
        RouterBench bench = new RouterBench();
        bench.Up(0, RouterBench.First);
        bench.PollAt(bench.Router.NextDeadline);
        bench.PollAt(bench.Router.NextDeadline);
        bench.Up(1, RouterBench.Second);
        Assert.AreEqual(bench.Now + 1500, bench.Router.NextDeadline);
        Assert.AreEqual(1, bench.LastAttempt);
    }

    [TestMethod]
    public void Retransmissions_Take_Turns_Over_The_Live_Uplinks()
    {
        RouterBench bench = new RouterBench();
        bench.BothUp();
        bench.Uplinks[0].Clear();
        bench.Uplinks[1].Clear();
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual(1, bench.Uplinks[1].Count);
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual(1, bench.Uplinks[0].Count);
    }

    [TestMethod]
    public void Rfc6275_11_7_3_Lifetime_Counts_From_When_The_Update_Was_Sent()
    {
        RouterBench bench = new RouterBench();
        bench.BothUp();
        long sent = bench.Now;
        bench.Now += 700;
        bench.Answer(0, BindingStatus.Accepted, 25, 0, 0);
        Assert.AreEqual(sent + 100000, bench.Router.Bindings.At(0).ExpiresAt);
        Assert.AreEqual(100000L, bench.Router.Bindings.At(0).GrantedMs);
        Assert.AreEqual(bench.Now + 100000, bench.Router.Bindings.At(0).HeldUntil);
        Assert.AreEqual(sent + 75000, bench.Router.NextDeadline);
    }

    [TestMethod]
    public void A_Removal_Does_Not_Prolong_What_The_Home_Agent_May_Hold()
    {
        RouterBench bench = RouterBench.Registered();
        long until = bench.Now + 240000;
        bench.Now += 50000;
        bench.Down(0);
        Assert.AreEqual(until, bench.Router.Bindings.At(0).HeldUntil);
        Assert.AreEqual(bench.Now + 240000, bench.Router.Bindings.At(1).HeldUntil);
    }

    [TestMethod]
    public void A_Grant_Of_No_Time_Registers_Nothing_And_Is_Asked_Again_After_32_S()
    {
        RouterBench bench = new RouterBench();
        bench.Up(0, RouterBench.First);
        bench.Answer(0, BindingStatus.Accepted, 0, 0, -1);
        Assert.IsTrue(bench.State(0) == BindingState.Refused);
        Assert.AreEqual(bench.Now + 32000, bench.Router.NextDeadline);
    }

    [TestMethod]
    public void Refresh_Leaves_Before_The_Lifetime_Ends()
    {
        RouterBench bench = RouterBench.Registered();
        bench.Uplinks[0].Clear();
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual(1, bench.Uplinks[0].Count);
        Assert.AreEqual(1000L + 180000, bench.Now);
        Assert.IsTrue(bench.State(0) == BindingState.Registered);
        bench.Answer(0, BindingStatus.Accepted, 60, 0, 0);
        Assert.AreEqual(bench.Now + 240000, bench.Router.Bindings.At(0).ExpiresAt);
    }

    [TestMethod]
    public void A_Refused_Update_Is_Asked_Again_After_32_S()
    {
        RouterBench bench = new RouterBench();
        bench.Up(0, RouterBench.First);
        bench.Answer(0, BindingStatus.InsufficientResources, 0, 130, -1);
        Assert.IsTrue(bench.State(0) == BindingState.Refused);
        Assert.AreEqual(bench.Now + 32000, bench.Router.NextDeadline);
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual(2, bench.Uplinks[0].Count);
        bench.Answer(0, BindingStatus.Accepted, 60, 0, -1);
        Assert.IsTrue(bench.State(0) == BindingState.Registered);
    }

    [TestMethod]
    public void Status_135_Again_And_Again_Is_Followed_Three_Times_And_Then_By_The_Timer()
    {
        RouterBench bench = new RouterBench();
        bench.Up(0, RouterBench.First);
        for (int i = 1; i <= 6; i++)
        {
            bench.Now += 1;
            bench.Receive(0, bench.Acknowledgement(0, BindingStatus.SequenceOutOfWindow, 0x40, 1000 * i, 0, -1, -1));
            while (bench.Router.NextDeadline < 2400)
            {
                bench.PollAt(bench.Router.NextDeadline);
            }
        }

        Assert.AreEqual(4, bench.Uplinks[0].Count);
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual(6001, bench.Router.Bindings.Sequence);
        bench.Answer(0, BindingStatus.Accepted, 60, 0, -1);
        bench.PollAt(bench.Router.NextDeadline);
        int sent = bench.Uplinks[0].Count;
        bench.Receive(0, bench.Acknowledgement(0, BindingStatus.SequenceOutOfWindow, 0x40, 9000, 0, -1, -1));
        Assert.AreEqual(sent + 1, bench.Uplinks[0].Count);
    }

    [TestMethod]
    public void Status_135_Of_An_Update_That_Was_Overtaken_Gives_No_Sequence_Number_Twice()
    {
        RouterBench bench = new RouterBench(",\"registration\":\"individual\"");
        bench.Up(0, RouterBench.First);
        bench.Now += 1000;
        bench.Up(1, RouterBench.Second);
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual(3, bench.Router.Bindings.Sequence);

        // The second update came before the first; the third is still on the way.
        bench.Reply(1, BindingStatus.Accepted).WithSequence(2).Bid(2, 0).Receive();
        bench.Reply(0, BindingStatus.SequenceOutOfWindow).WithLifetime(0).WithSequence(2).Bid(1, 0).Receive();
        bench.PollAt(bench.Router.NextDeadline);
        Assert.IsTrue(bench.State(1) == BindingState.Registered);
        Assert.AreEqual(4, bench.Router.Bindings.Sequence);
    }

    [TestMethod]
    [DataRow(0, 1)]
    [DataRow(0, 2)]
    [DataRow(0, 0x7FFF)]
    [DataRow(0, 0x8000)]
    [DataRow(0, 0x8001)]
    [DataRow(0xFFFE, 1)]
    [DataRow(0xFFFE, 2)]
    [DataRow(0xFFFE, 0x7FFF)]
    [DataRow(0xFFFE, 0x8000)]
    [DataRow(0xFFFE, 0x8001)]
    public void Status_135_Has_The_Next_Sequence_Number_Taken_However_Far_The_Home_Agent_Is(int own, int ahead)
    {
        RouterBench bench = new RouterBench();
        bench.Router.Bindings.Sequence = own;
        bench.Up(0, RouterBench.First);
        int last = (own + ahead) & 0xFFFF;
        bench.Receive(0, bench.Acknowledgement(0, BindingStatus.SequenceOutOfWindow, 0x40, last, 0, -1, -1));
        bench.PollAt(bench.Router.NextDeadline);
        Assert.IsTrue(((last - bench.Router.Bindings.Sequence) & 0xFFFF) > 0x8000);
    }

    [TestMethod]
    public void The_Registration_Says_Whether_It_Waits()
    {
        RouterBench bench = new RouterBench();
        Assert.IsTrue(bench.Router.Registration == RegistrationState.Settled);
        bench.Up(0, RouterBench.First);
        Assert.IsTrue(bench.Router.Registration == RegistrationState.AwaitingAcknowledgement);
        bench.Answer(0, BindingStatus.Accepted, 60, 0, -1);
        Assert.IsTrue(bench.Router.Registration == RegistrationState.Settled);
        bench.PollAt(bench.Router.NextDeadline);
        Assert.IsTrue(bench.Router.Registration == RegistrationState.AwaitingAcknowledgement);
        bench.Down(0);
        Assert.IsTrue(bench.Router.Registration == RegistrationState.Settled);
    }

    [TestMethod]
    public void Rfc6275_11_8_No_More_Than_Three_Updates_A_Second()
    {
        RouterBench bench = new RouterBench();
        bench.Up(0, RouterBench.First);
        bench.Up(1, RouterBench.Second);
        bench.Down(1);
        Assert.AreEqual(3, bench.Uplinks[0].Count);
        bench.Up(1, RouterBench.Second);
        bench.Down(1);
        bench.Up(1, RouterBench.Second);
        Assert.AreEqual(3, bench.Uplinks[0].Count);
        Assert.AreEqual(bench.Now + 1000, bench.Router.NextDeadline);
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual(4, bench.Uplinks[0].Count);
    }

    [TestMethod]
    public void An_Update_That_The_Link_Does_Not_Take_Is_Counted_And_Sent_Again()
    {
        RouterBench bench = new RouterBench();
        bench.Uplinks[0].Refuses = true;
        bench.Up(0, RouterBench.First);
        Assert.AreEqual(1L, bench.Refused(Refusal.LinkRefused));
        bench.Uplinks[0].Refuses = false;
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual(1, bench.Uplinks[0].Count);
        Assert.AreEqual(2, bench.LastAttempt);
    }

    [TestMethod]
    public void A_Late_Answer_To_A_Registration_Does_Not_End_The_Deregistration()
    {
        RouterBench bench = new RouterBench();
        bench.Up(0, RouterBench.First);
        bench.Up(1, RouterBench.Second);
        bench.Down(1);
        bench.Router.Stop(bench.Now);
        bench.Answer(0, BindingStatus.Accepted, 60, 0, 0);
        Assert.IsFalse(bench.Router.Stopped);
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual(80, bench.Uplinks[0].Last().Length);
        bench.Answer(0, BindingStatus.Accepted, 0, -1, -1);
        Assert.IsTrue(bench.Router.Stopped);
    }

    [TestMethod]
    public void A_Lost_Binding_Is_Forgotten_When_Its_Lifetime_Ends()
    {
        RouterBench bench = RouterBench.Registered();
        bench.Down(1);
        bench.Down(0);
        Assert.IsTrue(bench.State(0) == BindingState.Removing);
        Assert.AreEqual(-1, bench.LastPath);
        bench.PollAt(bench.Router.NextDeadline);
        bench.PollAt(bench.Router.NextDeadline == MobileRouter.NoDeadline ? bench.Now : bench.Router.NextDeadline);
        Assert.IsTrue(bench.State(0) == BindingState.Absent);
        Assert.IsTrue(bench.State(1) == BindingState.Absent);
        Assert.AreEqual(MobileRouter.NoDeadline, bench.Router.NextDeadline);
    }

    [TestMethod]
    public void Draft_5_4_Stop_Deregisters_Everything()
    {
        RouterBench bench = new RouterBench();
        bench.Up(0, RouterBench.First);
        bench.Answer(0, BindingStatus.Accepted, 60, 0, -1);
        bench.Router.Stop(bench.Now);
        CollectionAssert.AreEqual(Vectors.Deregistration(), bench.Uplinks[0].Last());
        Assert.IsFalse(bench.Router.Stopped);
        Assert.AreEqual(-1, bench.LastPath);
        bench.Answer(0, BindingStatus.Accepted, 0, -1, -1);
        Assert.IsTrue(bench.Router.Stopped);
        Assert.IsTrue(bench.Router.Registration == RegistrationState.Stopped);
        Assert.AreEqual(MobileRouter.NoDeadline, bench.Router.NextDeadline);
    }

    [TestMethod]
    public void Stop_Gives_Up_After_Five_Seconds()
    {
        RouterBench bench = RouterBench.Registered();
        bench.Router.Stop(bench.Now);
        int polls = 0;
        while (!bench.Router.Stopped && polls < 10)
        {
            bench.PollAt(bench.Router.NextDeadline);
            polls++;
        }

        Assert.IsTrue(bench.Router.Stopped);
        Assert.AreEqual(6000L, bench.Now);
        bench.Up(0, "2001:db8:a:9::17");
        Assert.AreEqual(MobileRouter.NoDeadline, bench.Router.NextDeadline);
    }

    [TestMethod]
    public void Stop_Leaves_From_The_Address_That_The_Uplink_Gets_Meanwhile()
    {
        RouterBench bench = RouterBench.Registered();
        bench.Router.Stop(bench.Now);
        bench.Now += 2000;
        bench.Up(0, "2001:db8:a:9::17");
        byte[] source = new byte[Ipv6Address.Length];
        Assert.IsTrue(Ipv6AddressText.TryRead("2001:db8:a:9::17", source, 0));
        Assert.IsTrue(Ipv6Address.Equal(source, 0, bench.Uplinks[0].Last(), Ipv6Header.SourceOffset));
        Assert.AreEqual(80, bench.Uplinks[0].Last().Length);
        bench.Answer(0, BindingStatus.Accepted, 0, -1, -1);
        Assert.IsTrue(bench.Router.Stopped);
    }

    [TestMethod]
    public void An_Answer_That_Took_Longer_Than_The_Lifetime_Registers_Nothing_And_It_Is_Asked_Again()
    {
        RouterBench bench = new RouterBench();
        bench.Up(0, RouterBench.First);
        bench.Now += 240000;
        bench.Answer(0, BindingStatus.Accepted, 60, 0, -1);
        Assert.IsTrue(bench.State(0) == BindingState.Registering);
        Assert.AreEqual(-1, bench.LastPath);
        Assert.AreEqual(2, bench.Uplinks[0].Count);
        Assert.AreEqual(1, bench.LastAttempt);
        bench.Answer(0, BindingStatus.Accepted, 60, 0, -1);
        Assert.IsTrue(bench.State(0) == BindingState.Registered);
    }

    [TestMethod]
    public void Status_135_With_A_Number_That_Was_Passed_Does_Not_Lead_Back()
    {
        RouterBench bench = RouterBench.Registered();
        bench.Now += 2000;
        bench.Up(1, "2001:db8:b:9::29");
        bench.Now += 2000;
        bench.Up(1, "2001:db8:b:8::29");
        bench.Answer(0, BindingStatus.Accepted, 60, 0, 0);
        bench.Now += 2000;
        bench.Up(1, "2001:db8:b:7::29");
        int sequence = bench.Router.Bindings.Sequence;
        bench.Receive(0, bench.Acknowledgement(
            0, BindingStatus.SequenceOutOfWindow, BindingAcknowledgement.MobileRouterFlag, 1, 0, -1, -1));
        Assert.AreEqual(sequence + 1, bench.Router.Bindings.Sequence);
    }

    [TestMethod]
    public void Stop_With_Nothing_Registered_Is_Immediate()
    {
        RouterBench bench = new RouterBench();
        bench.Router.Stop(bench.Now);
        Assert.IsTrue(bench.Router.Stopped);
    }

    [TestMethod]
    public void Poll_Is_Harmless_Early_And_Twice()
    {
        RouterBench bench = RouterBench.Registered();
        int sent = bench.Uplinks[0].Count + bench.Uplinks[1].Count;
        bench.PollAt(bench.Now);
        bench.PollAt(bench.Now + 5);
        bench.PollAt(bench.Now);
        Assert.AreEqual(sent, bench.Uplinks[0].Count + bench.Uplinks[1].Count);
    }

    [TestMethod]
    public void Rfc6275_11_7_3_Status_135_Continues_From_The_Peers_Sequence()
    {
        RouterBench bench = new RouterBench();
        bench.BothUp();
        bench.Receive(0, bench.Acknowledgement(
            0, BindingStatus.SequenceOutOfWindow, BindingAcknowledgement.MobileRouterFlag, 5000, 0, -1, -1));
        Assert.AreEqual(5001, bench.Router.Bindings.Sequence);
        Assert.AreEqual(BindingStatus.SequenceOutOfWindow, bench.LastStatus);
        bench.Answer(0, BindingStatus.Accepted, 60, 0, 0);
        Assert.IsTrue(bench.State(0) == BindingState.Registered);
    }
}
