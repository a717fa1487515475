namespace McoaRouter.Tools.Lab.Scenarios;

/// <summary>A signal falls below its floor, and traffic moves while the link still works.</summary>
internal sealed class PlannedScenario : LabScenario
{
    private const int HoldMs = 2000;
    private const int FloorDbm = -80;
    private const int FairDbm = -60;
    private const int PoorDbm = -86;
    private const int PacketsPerSecond = 200;
    private const int ObservedMs = 1500;
    private const int InFlightMs = 200;

    /// <inheritdoc/>
    public override string Name
    {
        get { return "planned"; }
    }

    /// <inheritdoc/>
    public override string Description
    {
        get { return "a fading signal moves traffic both ways before the link breaks, and no packet is lost"; }
    }

    /// <inheritdoc/>
    public override LabSettings Settings { get; } = new()
    {
        RoundTripMs = 20,
        Health = $$"""{ "probeIntervalMs": 500, "holdMs": {{HoldMs}} }""",
        SignalFloorDbm = FloorDbm,
    };

    /// <inheritdoc/>
    public override bool Play(LabStage stage)
    {
        stage.SetSignal(FairDbm);
        LinkTaps taps = stage.Taps;
        stage.StartAll();
        stage.Expect("the path is the preferred uplink", () => stage.Watch.Path == "wifi");
        using PacketStreams streams = new(stage.Topology, PacketsPerSecond);
        stage.Watchfully(ObservedMs);
        double from = ArrivalMeter.Now;
        stage.SetSignal(PoorDbm);
        stage.Expect("the router says that the path is degraded", () => stage.Watch.StandingOf("wifi") == "degraded");
        stage.Expect("traffic goes by the other uplink alone, both ways", () => Goes(taps, "lte"));
        stage.Report.Measured("from the signal's fall to the last packet's move", (int)(ArrivalMeter.Now - from));
        stage.Watchfully(ObservedMs);
        double fair = ArrivalMeter.Now;
        stage.SetSignal(FairDbm);
        stage.Expect("the preferred uplink takes over again", () => stage.Watch.Path == "wifi");
        stage.Report.Measured("from the signal's return to the return of the path", stage.Watch.SwitchedAfterMs(fair)!.Value);
        stage.Expect("traffic goes by it alone again, both ways", () => Goes(taps, "wifi"));
        streams.StopSending();
        stage.Wait(InFlightMs);
        foreach ((string way, PacketStream stream) in ((string, PacketStream)[])[("up", streams.Up), ("down", streams.Down)])
        {
            StreamFigures figures = stream.Figures(from, ArrivalMeter.Now - InFlightMs);
            stage.Expect($"no packet of {figures.Sent} was lost on the way {way}", () => figures.Lost == 0);
            stage.Expect($"all came in their order on the way {way}", () => figures.Disordered == 0);
        }

        return stage.ExpectCleanEnd();
    }

    private static bool Goes(LinkTaps taps, string uplink)
    {
        double now = ArrivalMeter.Now;
        bool other = false;
        int packets = 0;
        foreach (TappedPacket packet in taps.Within(now - InFlightMs, now))
        {
            other |= packet.Kind == PacketKind.Udp && packet.Uplink != uplink;
            packets += packet.Kind == PacketKind.Udp ? 1 : 0;
        }

        return packets > 0 && !other;
    }
}
