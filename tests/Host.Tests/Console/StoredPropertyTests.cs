using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using McoaRouter.Consoles;
using McoaRouter.Settings;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>What the console stores and writes, read back.</summary>
[TestClass]
public sealed class StoredPropertyTests
{
    private static readonly Gen<string> s_text = Gen.Frequency(
        (3, Gen.String[0, 20].Select(text => Whole(text))),
        (1, Pick.From("\"", "\\", "\0", "\u007f", "\u00e9", "\u20ac", "\U0001F68C", "\n\t\r\b\f", "</script>")));

    [TestMethod]
    public void A_stored_slot_reads_as_it_was_written_and_no_changed_octet_passes()
    {
        CsCheck.Check.Sample(
            Gen.Select(
                new GenArray<byte>(Gen.Byte)[0, 300],
                Gen.Frequency((3, Gen.Int[1, StoredConfiguration.GreatestRevision]), (1, Pick.From(1, StoredConfiguration.GreatestRevision))),
                Gen.Int[0, 0xFFFF],
                Pick.From(Enum.GetValues<SlotState>()),
                Pick.From(Enum.GetValues<RollBackReason>()),
                Gen.Int[0, 1 << 20],
                Gen.Int[1, 255]),
            (text, revision, seconds, state, reason, where, change) =>
            {
                StoredConfiguration stored = new(text, revision, seconds) { State = state, Reason = reason };
                byte[] octets = stored.ToOctets();
                StoredConfiguration read = StoredConfiguration.TryRead(octets);
                CollectionAssert.AreEqual(text, read.Text);
                Assert.AreEqual(revision, read.Revision);
                Assert.AreEqual(seconds, read.ConfirmSeconds);
                Assert.AreEqual(state, read.State);
                Assert.AreEqual(reason, read.Reason);
                CollectionAssert.AreEqual(octets, read.ToOctets());
                octets[where % octets.Length] ^= (byte)change;
                Assert.IsNull(StoredConfiguration.TryRead(octets));
            },
            iter: 4000,
            threads: 1);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void What_is_written_as_JSON_reads_the_same_by_the_class_library_and_by_the_settings_reader(bool escapes)
    {
        CsCheck.Check.Sample(
            Gen.Select(new GenArray<(string Key, Value Value)>(Gen.Select(s_text, Values(3)))[0, 5], Gen.Int[0, 400]),
            (members, capacity) =>
            {
                JsonObject expected = [];
                JsonWriter writer = new(65536, escapes);
                writer.BeginObject(null);
                foreach ((string key, Value value) in members.DistinctBy(member => member.Key))
                {
                    expected.Add(key, value.Node());
                    value.Write(writer, key);
                }

                writer.End();
                Assert.IsFalse(writer.Overflowed);
                string text = Encoding.UTF8.GetString(writer.Buffer, 0, writer.Close());
                Assert.IsTrue(JsonNode.DeepEquals(expected, JsonNode.Parse(text)), text);
                Assert.IsTrue(!escapes || text.All(char.IsAscii));
                Assert.IsTrue(JsonText.TryParse(text, out _, out string error), error);

                // In less room, what fits is JSON too.
                JsonWriter small = new(8 + capacity, escapes);
                small.BeginObject(null);
                foreach ((string key, Value value) in members.DistinctBy(member => member.Key))
                {
                    value.Write(small, key);
                }

                int length = small.Close();
                Assert.IsTrue(length <= 8 + capacity);
                Assert.IsNotNull(JsonNode.Parse(small.Buffer.AsSpan(0, length)));
            },
            iter: 4000,
            threads: 1);
    }

    private static Gen<Value> Values(int depth)
    {
        Gen<Value>[] plain =
        [
            s_text.Select(text => new Value(text, null, null)),
            Gen.Frequency((3, Gen.Long), (1, Pick.From(0L, -1L, long.MaxValue, long.MinValue)))
                .Select(number => new Value(number, null, null)),
            Gen.Bool.Select(flag => new Value(flag, null, null)),
            Gen.Const(new Value(null, null, null)),
            new GenArray<byte>(Gen.Byte)[0, 9].Select(octets => new Value(octets, null, null)),
        ];
        return depth == 0
            ? Gen.OneOf(plain)
            : Gen.Frequency(
                (3, Gen.OneOf(plain)),
                (1, new GenArray<Value>(Values(depth - 1))[0, 4].Select(items => new Value(null, items, null))),
                (1, new GenArray<(string, Value)>(Gen.Select(s_text, Values(depth - 1)))[0, 4].Select(members =>
                    new Value(null, null, [.. members.DistinctBy(member => member.Item1)]))));
    }

    /// <summary>The text without halves of surrogate pairs, which no UTF-8 has.</summary>
    private static string Whole(string text)
    {
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>A value of any kind.</summary>
    private sealed record Value(object? Plain, Value[]? Items, (string Key, Value Value)[]? Members)
    {
        public JsonNode? Node()
        {
            return Members != null
                ? new JsonObject(Members.Select(each => KeyValuePair.Create(each.Key, each.Value.Node())))
                : Items != null ? new JsonArray([.. Items.Select(each => each.Node())])
                : Plain switch
                {
                    string text => JsonValue.Create(text),
                    long number => JsonValue.Create(number),
                    bool flag => JsonValue.Create(flag),
                    byte[] octets => JsonValue.Create(Convert.ToHexString(octets).ToLower(CultureInfo.InvariantCulture)),
                    _ => null,
                };
        }

        public void Write(JsonWriter writer, string? name)
        {
            if (Members != null)
            {
                writer.BeginObject(name);
                foreach ((string key, Value value) in Members)
                {
                    value.Write(writer, key);
                }

                writer.End();
            }
            else if (Items != null)
            {
                writer.BeginList(name);
                foreach (Value item in Items)
                {
                    item.Write(writer, null);
                }

                writer.End();
            }
            else
            {
                WritePlain(writer, name);
            }
        }

        private void WritePlain(JsonWriter writer, string? name)
        {
            switch (Plain)
            {
                case long number:
                    writer.Number(name, number);
                    break;
                case bool flag:
                    writer.Flag(name, flag);
                    break;
                case byte[] octets:
                    writer.Hex(name, octets, 0, octets.Length);
                    break;
                default:
                    writer.Text(name, (string?)Plain);
                    break;
            }
        }
    }
}
