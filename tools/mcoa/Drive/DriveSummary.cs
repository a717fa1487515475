using System.Collections.Generic;
using System.IO;
using McoaRouter.Settings;
using McoaRouter.Simulation;

namespace McoaRouter.Tools.Drive;

/// <summary>What came of a drive, for the end of it.</summary>
internal sealed class DriveSummary
{
    private readonly RouterSettings _settings;
    private readonly HandoverList _handovers = new();

    public DriveSummary(RouterSettings settings)
    {
        _settings = settings;
    }

    /// <summary>What is counted on the way.</summary>
    public DriveTotals Totals { get; } = new();

    /// <summary>All hand-overs.</summary>
    public IReadOnlyList<Handover> Handovers => _handovers.Items;

    /// <summary>What must hear the world's events for the summary.</summary>
    public IWorldListener[] Listeners => [Totals, _handovers];

    /// <summary>Writes it as text.</summary>
    public void Write(World world, TextWriter output)
    {
        output.WriteLine();
        double kilometres = world.Route.Vehicle.Position / 1000000.0;
        output.WriteLine($"Drive: {world.Clock.Milliseconds / 1000.0:F1} s, {kilometres:F1} km");
        output.WriteLine(
            $"Registrations: {Totals.Registrations}; Binding Updates: {Totals.BindingUpdates} "
            + $"({Totals.Retransmissions} retransmitted); acknowledged: {Totals.BindingAcknowledgements}; "
            + (world.Router.Stopped ? "de-registered at the end" : "not de-registered at the end"));
        output.WriteLine($"Hand-overs: {Totals.Handovers}");
        if (Handovers.Count > 0)
        {
            output.WriteLine("   no        at  from -> to               lost up  lost down    gap up  gap down");
        }

        foreach (Handover handover in Handovers)
        {
            string way = $"{NameOf(handover.From)} -> {NameOf(handover.To)}";
            output.WriteLine($"  {handover.Number,3} {handover.StartedAt / 1000.0,7:F1} s  {way,-22} {handover.LostUp,9} "
                + $"{handover.LostDown,10} {handover.GapUp,6} ms {handover.GapDown,6} ms");
        }

        WriteStream(world, world.Up, "Up, passenger to correspondent", output);
        WriteStream(world, world.Down, "Down, correspondent to passenger", output);
        if (world.Correspondents > 0)
        {
            WriteOwn(world, output);
        }
    }

    /// <summary>What the router and the first correspondent sent each other, and what needed no tunnel.</summary>
    private static void WriteOwn(World world, TextWriter output)
    {
        output.WriteLine($"Router to correspondent: {world.OwnSent(TrafficDirection.Up)} sent, "
            + $"{world.OwnReceived(TrafficDirection.Up)} arrived, "
            + $"{world.CorrespondentAt(0).OptimizedInbound.Packets} of them straight from a care-of address");
        output.WriteLine($"Correspondent to router: {world.OwnSent(TrafficDirection.Down)} sent, "
            + $"{world.OwnReceived(TrafficDirection.Down)} arrived, "
            + $"{world.Optimizer.Inbound.Packets} of them straight to a care-of address");
    }

    private static void WriteStream(World world, StreamReceiver receiver, string name, TextWriter output)
    {
        int sent = world.Sent(receiver.Direction);
        int air = world.Losses(receiver.Direction, LossCause.Air);
        output.WriteLine($"{name}: {sent} sent, {sent - receiver.Received} lost ({air} of them to a weak signal), "
            + $"{receiver.Duplicated} duplicated, {receiver.Reordered} re-ordered");
        output.WriteLine($"  delay {receiver.MeanDelay / 1000.0:F1} ms on average, "
            + $"{receiver.LargestDelay / 1000.0:F1} ms at most; "
            + $"longest gap {receiver.LongestGap / 1000} ms at {receiver.LongestGapBegan / 1000000.0:F1} s");
    }

    private string NameOf(int uplink)
    {
        return uplink < 0 ? "none" : _settings.Uplinks[uplink].Name;
    }

    private sealed class HandoverList : WorldListener
    {
        public List<Handover> Items { get; } = [];

        public override void HandoverFinished(Handover handover, long now)
        {
            Items.Add(handover);
        }
    }
}
