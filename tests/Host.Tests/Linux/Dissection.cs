using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

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
        string output = Tshark(
            [link, "-Y", "mip6.mhtype", "-T", "fields", .. s_fields.SelectMany(field => (string[])["-e", field])]);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))];
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

    private string Tshark(string[] arguments)
    {
        try
        {
            ProcessStartInfo start = new(
                "tshark", ["-r", Path.Combine(folder, arguments[0] + ".pcap"), .. arguments.Skip(1)])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using Process tshark = Process.Start(start)!;
            tshark.ErrorDataReceived += (_, _) => { };
            tshark.BeginErrorReadLine();
            string output = tshark.StandardOutput.ReadToEnd();
            tshark.WaitForExit();
            Assert.AreEqual(0, tshark.ExitCode);
            return output;
        }
        catch (Win32Exception)
        {
            Assert.Inconclusive("There is no tshark on this machine.");
            throw;
        }
    }
}
