using System.Text;

namespace McoaRouter.Tests.Consoles;

/// <summary>
/// Requests with octets changed, cut, doubled and put in from elsewhere, by a fixed seed: whatever comes, a line gets one
/// answer, what runs stays, and no secret goes out.
/// </summary>
[TestClass]
public sealed partial class MutationTests
{
    private const ulong Seed = 20261125;

    private static readonly string[] s_corpus =
    {
        "{\"id\":1,\"op\":\"hello\"}", "{\"id\":2,\"op\":\"get\",\"path\":\"uplinks[0].passphrase\"}",
        "{\"id\":3,\"op\":\"get\",\"from\":\"staged\"}", "{\"id\":4,\"op\":\"set\",\"path\":\"uplinks[1].pin\",\"value\":\"***\"}",
        "{\"id\":5,\"op\":\"set\",\"path\":\"uplinks[0]\",\"remove\":true}",
        "{\"id\":6,\"op\":\"set\",\"path\":\"security\",\"value\":{\"spi\":256,\"key\":\"***\"}}",
        "{\"id\":7,\"op\":\"changes\"}", "{\"id\":8,\"op\":\"check\",\"value\":{\"uplinks\":[{\"pin\":\"***\"}]}}",
        "{\"id\":9,\"op\":\"confirm\",\"force\":true}", "{\"id\":10,\"op\":\"rollback\"}", "{\"id\":11,\"op\":\"status\"}",
        "{\"id\":12,\"op\":\"bindings\"}", "{\"id\":13,\"op\":\"counters\"}", "{\"id\":14,\"op\":\"log\",\"last\":3}",
        "{\"id\":15,\"op\":\"watch\",\"events\":false}", "{\"id\":16,\"op\":\"capture\",\"on\":true,\"links\":[\"port\"]}",
        "{\"id\":17,\"op\":\"commit\",\"confirmSeconds\":9}", "{\"id\":18,\"op\":\"reset\",\"confirm\":\"eras\"}",
    };

    [TestMethod]
    public void MutatedLines_AreAnsweredOnceAndChangeNothing()
    {
        ConsoleBench bench = new ConsoleBench();
        ulong state = Seed;
        for (int i = 0; i < Rounds; i++)
        {
            byte[] line = Encoding.UTF8.GetBytes(s_corpus[(int)(Next(ref state) % (uint)s_corpus.Length)]);
            int changes = (int)(Next(ref state) % 4);
            for (int j = 0; j < changes; j++)
            {
                line = Mutate(line, ref state);
            }

            bench.Session.Receive(line, 0, line.Length, bench.Now);
            bench.Session.Receive(new byte[] { (byte)'\n' }, 0, 1, bench.Now);
            if (bench.Output.Lines() != 1)
            {
                Assert.AreEqual("seed " + Seed.ToString() + ", round " + i.ToString(), bench.Output.Take());
            }

            ConsoleBench.AssertKeepsSecrets(bench.Output.Take());
            Assert.AreEqual(0, bench.Slots.Writes + bench.Board.Restarts + bench.Board.Reconfigurations);
        }

        bench.Has("{\"op\":\"get\",\"path\":\"uplinks[1].bid\"}", "\"value\":2,\"revision\":0");
    }

    /// <summary>A line with one change, which leaves it on one line, of two octets or more.</summary>
    private static byte[] Mutate(byte[] line, ref ulong state)
    {
        int at = 1 + (int)(Next(ref state) % (uint)(line.Length - 1));
        switch (Next(ref state) % 4)
        {
            case 0:
                byte[] changed = Part(line, 0, line.Length, line.Length);
                byte octet = (byte)Next(ref state);
                changed[at] = octet == (byte)'\n' ? (byte)'"' : octet;
                return changed;
            case 1:
                return Part(line, 0, at + 1, at + 1);
            case 2:
                byte[] doubled = Part(line, 0, line.Length, line.Length + line.Length - at);
                System.Array.Copy(line, at, doubled, line.Length, line.Length - at);
                return doubled;
            default:
                byte[] other = Encoding.UTF8.GetBytes(s_corpus[(int)(Next(ref state) % (uint)s_corpus.Length)]);
                byte[] joined = Part(line, 0, at, at + other.Length);
                System.Array.Copy(other, 0, joined, at, other.Length);
                return joined;
        }
    }

    private static byte[] Part(byte[] line, int offset, int length, int size)
    {
        byte[] part = new byte[size];
        System.Array.Copy(line, offset, part, 0, length);
        return part;
    }

    private static uint Next(ref ulong state)
    {
        state = (state * 6364136223846793005) + 1442695040888963407;
        return (uint)(state >> 33);
    }
}
