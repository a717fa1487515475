using System.Collections.Generic;
using System.Text.Json;
using McoaRouter.Settings;
using McoaRouter.Tools.Drive;
using McoaRouter.Tools.Events;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>The sentences for a router's events, which the drive, the client and the dashboard share.</summary>
[TestClass]
public sealed class EventWordsTests
{
    [TestMethod]
    [DataRow("""{"event":"uplink","uplink":"wifi","up":true,"careOfAddress":"2001:db8:a::1"}""", "wifi: up, care-of address 2001:db8:a::1")]
    [DataRow("""{"event":"uplink","uplink":"wifi","up":true}""", "wifi: up")]
    [DataRow("""{"event":"uplink","uplink":"wifi","up":false}""", "wifi: down")]
    [DataRow("""{"event":"bindingUpdate","uplink":"wifi","sequence":7,"attempt":1,"deregistration":false}""", "Binding Update 7 over wifi")]
    [DataRow("""{"event":"bindingUpdate","uplink":"wifi","sequence":7,"attempt":2,"deregistration":true}""",
        "Binding Update to de-register 7 over wifi, attempt 2")]
    [DataRow("""{"event":"bindingAcknowledgement","sequence":7,"status":0}""", "Binding Acknowledgement 7, status 0")]
    [DataRow("""{"event":"binding","uplink":"wifi","bid":1,"state":"registered","status":0}""", "wifi: binding 1 registered")]
    [DataRow("""{"event":"binding","uplink":"wifi","bid":1,"state":"refused","status":129}""", "wifi: binding 1 refused, status 129")]
    [DataRow("""{"event":"path","uplink":"lte"}""", "path: lte")]
    [DataRow("""{"event":"path","uplink":null}""", "no path")]
    [DataRow("""{"event":"home","uplink":"wifi"}""", "at home by wifi")]
    [DataRow("""{"event":"home","uplink":null}""", "away from home")]
    [DataRow("""{"event":"homeAgent","address":"2001:db8:1::1"}""", "home agent: 2001:db8:1::1")]
    [DataRow("""{"event":"registrationForm","form":"bulk"}""", "registration: bulk")]
    [DataRow("""{"event":"correspondentBinding","uplink":"wifi","correspondent":"2001:db8:9::1","registered":true,"status":0}""",
        "wifi: registered with correspondent 2001:db8:9::1")]
    [DataRow("""{"event":"correspondentBinding","uplink":"wifi","correspondent":null,"registered":false,"status":130}""",
        "wifi: not registered with correspondent -, status 130")]
    [DataRow("""{"event":"notice","notice":"homeAgentRefuses","value":140,"text":"it refuses"}""", "note: it refuses (140)")]
    [DataRow("""{"event":"notice","notice":"homeAgentSilent","value":0,"text":"it is silent"}""", "note: it is silent")]
    [DataRow("""{"event":"notice","notice":"tunnelSilent","value":1,"uplink":"lte","text":"silent"}""", "note: lte: silent")]
    [DataRow("""{"event":"notice","notice":"ofANewerRouter","value":0}""", "note: ofANewerRouter")]
    [DataRow("""{"event":"configuration","state":"trial","revision":8}""", "configuration: revision 8 on trial")]
    [DataRow("""{"event":"configuration","state":"rolledBack","revision":8,"reason":"by the operator"}""",
        "configuration: revision 8 rolled back: by the operator")]
    [DataRow("""{"event":"log","line":"12 wifi: up"}""", "log: 12 wifi: up")]
    [DataRow("""{"event":"line","state":"connecting"}""", "connecting to the router")]
    [DataRow("""{"event":"line","state":"connected"}""", "the line to the router is up")]
    [DataRow("""{"event":"line","state":"lost","message":"unplugged"}""", "the line to the router is lost: unplugged")]
    [DataRow("""{"event":"weather","t":1,"sky":"grey"}""", "weather: sky \"grey\"")]
    [DataRow("""{"event":"path","uplink":"lte","dropped":3}""", "path: lte (3 events before it were dropped)")]
    public void Every_Event_Is_A_Sentence(string line, string sentence)
    {
        Assert.AreEqual(sentence, EventWords.Of(JsonElement.Parse(line)));
    }

    [TestMethod]
    [DataRow("""{"event":"log","line":"\u001b[2J"}""", "log: \uFFFD[2J")]
    [DataRow("""{"event":"log","line":"\ud800"}""", "log: -")]
    [DataRow("""{"event":"binding","uplink":7,"bid":"1","state":null}""", "-: binding - -")]
    [DataRow("""{}""", "-: ")]
    public void What_A_Router_Should_Not_Say_Harms_Nothing(string line, string sentence)
    {
        Assert.AreEqual(sentence, EventWords.Of(JsonElement.Parse(line)));
    }

    [TestMethod]
    public void A_Drive_Says_The_Same()
    {
        RouterSettings settings = RouterSettingsReader.Read(
            Repository.Read("tools", "mcoa", "Drive", "example.json")).Settings;
        List<string> lines = [];
        EventText text = new(settings, (_, line) => lines.Add(line));
        text.BindingUpdateSent(1, 7, 2, false, 0);
        text.BindingChanged(0, Bindings.BindingState.Refused, 129, 0);
        text.PathChanged(-1, 0);
        text.AtHomeChanged(-1, 0);
        text.Noticed(RouterNotice.HomeAgentRefuses, 140, 0);
        text.Noticed(RouterNotice.TunnelSilent, 1, 0);
        CollectionAssert.AreEqual(
            new[]
            {
                "Binding Update 7 over lte, attempt 2",
                "wifi: binding 1 refused, status 129",
                "no path",
                "away from home",
                $"note: {RouterNoticeText.Of(RouterNotice.HomeAgentRefuses)} (140)",
                $"note: lte: {RouterNoticeText.Of(RouterNotice.TunnelSilent)}",
            },
            lines);
    }
}
