using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace McoaRouter.Host.Tests;

/// <summary>The captures of a folder as tshark, which is none of ours, reads them.</summary>
internal sealed class Dissection(string folder)
{
    public const int Type = 0;
    public const int Sequence = 1;
    public const int Lifetime = 2;
    public const int HomeRegistration = 3;
    public const int MobileRouter = 4;
    public const int Bids = 5;
    public const int BindingStatuses = 6;
    public const int CareOfAddresses = 7;
    public const int Prefix = 8;
    public const int AnswerSequence = 9;
    public const int Status = 10;
    public const int Source = 11;
    public const int Destination = 12;

    private static readonly string[] s_fields =
    [
        "mip6.mhtype", "mip6.bu.seqnr", "mip6.bu.lifetime", "mip6.bu.h_flag", "mip6.nemo.bu.r_flag", "mip6.bi.bid",
        "mip6.bi.status", "mip6.bi.coa_ipv6", "mip6.nemo.mnp.mnp", "mip6.ba.seqnr", "mip6.ba.status", "ipv6.src",
        "ipv6.dst",
    ];

    /// <summary>The Mobility Header messages of a link, each as its fields.</summary>
    public List<string[]> Messages(string link)
    {
        return [.. Tshark.Fields(Path.Combine(folder, link + ".pcap"), "mip6.mhtype", s_fields)];
    }

    /// <summary>The Binding Updates of a link, each as its fields.</summary>
    public List<string[]> Updates(string link)
    {
        return Messages(link).FindAll(fields => fields[Type] == "5");
    }

    /// <summary>The Binding Acknowledgements of a link, each as its fields.</summary>
    public List<string[]> Acknowledgements(string link)
    {
        return Messages(link).FindAll(fields => fields[Type] == "6");
    }

    /// <summary>Other packets of a link: those that pass a display filter, each as the given fields.</summary>
    public string[][] Select(string link, string filter, params string[] fields)
    {
        return Tshark.Fields(Path.Combine(folder, link + ".pcap"), filter, fields);
    }

    /// <summary>
    /// The Binding Identifier options, with their flags, of a draft-01 Binding Update away from home, laid out by hand:
    /// IPv6 40, destination options 24, Mobility Header with its Binding Update 12, then options.
    /// </summary>
    public static (int Bid, int Flags)[] Identifiers(byte[] update)
    {
        const int identifierOptionType = 35;
        List<(int Bid, int Flags)> identifiers = [];
        for (int option = 40 + 24 + 12; option < update.Length;)
        {
            if (update[option] == identifierOptionType)
            {
                identifiers.Add(((update[option + 2] << 8) | update[option + 3], update[option + 5]));
            }

            option += update[option] == 0 ? 1 : 2 + update[option + 1];
        }

        return [.. identifiers];
    }

    /// <summary>The Binding Updates of a link, octet for octet.</summary>
    public IEnumerable<byte[]> UpdatePackets(string link)
    {
        return Packets(link).Where(packet => packet.Length > 66 && packet[6] == 60 && packet[66] == 5);
    }

    /// <summary>The packets of a link, octet for octet.</summary>
    public IEnumerable<byte[]> Packets(string link)
    {
        const int fileHeader = 24;
        const int recordHeader = 16;
        byte[] file = File.ReadAllBytes(Path.Combine(folder, link + ".pcap"));
        for (int at = fileHeader; at < file.Length;)
        {
            int length = BitConverter.ToInt32(file, at + 8);
            at += recordHeader;
            yield return file[at..(at + length)];
            at += length;
        }
    }
}
