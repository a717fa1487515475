using System.Collections;
using McoaRouter.Settings;

namespace McoaRouter.Consoles.Operations;

/// <summary><c>capture</c>: packets of some links, as events.</summary>
internal sealed class CaptureOp : ConsoleOp
{
    private const string LinksKey = "links";
    private const int LeastSnap = 64;
    private const int MostPackets = 100000;
    private const int UsualPackets = 1000;
    private const int MostPerSecond = 1000;
    private const int UsualPerSecond = 100;

    internal CaptureOp()
        : base("capture", true)
    {
    }

    /// <inheritdoc/>
    internal override void Run(ConsoleRequest request)
    {
        JsonObjectReader members = request.Members;
        bool on = members.ReadFlag("on", false, "write true to begin, false to end");
        if (!members.Has("on"))
        {
            members.AddFault("on", "is missing", "write true to begin, false to end");
        }

        int links = ReadLinks(request);
        long snap = members.ReadInteger(
            "snapOctets", LeastSnap, Limits.PacketOctets, Limits.PacketOctets, "show 64..1500 octets of a packet");
        long packets = members.ReadInteger("packets", 1, MostPackets, UsualPackets, "end after 1..100000 packets");
        long perSecond = members.ReadInteger("perSecond", 1, MostPerSecond, UsualPerSecond, "show 1..1000 packets a second");
        if (request.IsSound())
        {
            request.Session.Capture(
                on ? new PacketCapture(links, (int)snap, (int)packets, (int)perSecond, request.Now) : null);
        }
    }

    private static int ReadLinks(ConsoleRequest request)
    {
        const string Remedy = "name uplinks, or port; leave links out for all";
        if (!request.Members.Has(LinksKey))
        {
            return -1;
        }

        ArrayList names = request.Members.ReadList(LinksKey, Limits.Uplinks + 1, Remedy);
        int links = 0;
        for (int i = 0; names != null && i < names.Count; i++)
        {
            int link = request.Console.LinkOf(names[i] as string);
            if (link < MobileRouter.Port)
            {
                request.Members.AddFault(LinksKey + "[" + i.ToString() + "]", "is not a link of this router", Remedy);
                return 0;
            }

            links |= PacketCapture.BitOf(link);
        }

        return links;
    }
}
