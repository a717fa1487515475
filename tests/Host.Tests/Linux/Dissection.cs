using System;
using System.Collections.Generic;
using System.IO;

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

    private static readonly string[] s_fields =
    [
        "mip6.mhtype", "mip6.bu.seqnr", "mip6.bu.lifetime", "mip6.bu.h_flag", "mip6.nemo.bu.r_flag", "mip6.bi.bid",
        "mip6.bi.status", "mip6.bi.coa_ipv6", "mip6.nemo.mnp.mnp", "mip6.ba.seqnr", "mip6.ba.status",
    ];

    /// <summary>The Mobility Header messages of a link, each as its fields.</summary>
    public List<string[]> Messages(string link)
    {
        return [.. Tshark.Fields(Path.Combine(folder, link + ".pcap"), "mip6.mhtype", s_fields)];
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
