using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Watchdog.EndToEnd.Tests.Native;

/// <summary>The dynamic section of a 64-bit, little-endian ELF file: what the loader has to find before the program starts.</summary>
internal sealed record ElfFile(IReadOnlyList<string> Needed)
{
    private const uint DynamicSection = 6;
    private const long NeededTag = 1;
    private const int EntrySize = 16;

    /// <summary>The dynamic loader's own file, which counts as a library where the program uses it directly.</summary>
    public static string Loader => RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "ld-linux-aarch64.so.1" : "ld-linux-x86-64.so.2";

    /// <exception cref="InvalidDataException">It has no dynamic section.</exception>
    public static ElfFile Read(string path)
    {
        ReadOnlySpan<byte> file = File.ReadAllBytes(path);
        // The header: where the section headers are, how large each is, and how many there are.
        var (sections, size, count) = (Long(file, 0x28), Short(file, 0x3A), Short(file, 0x3C));
        for (var index = 0; index < count; index++)
        {
            var section = file.Slice((int)sections + (index * size), size);
            if (BinaryPrimitives.ReadUInt32LittleEndian(section[4..]) != DynamicSection)
                continue;
            // A dynamic section is linked to the section with its strings.
            var strings = file.Slice((int)sections + (BinaryPrimitives.ReadInt32LittleEndian(section[0x28..]) * size), size);
            return new ElfFile(ReadNeeded(file.Slice((int)Long(section, 0x18), (int)Long(section, 0x20)), file[(int)Long(strings, 0x18)..]));
        }
        throw new InvalidDataException($"{path} has no dynamic section.");
    }

    private static List<string> ReadNeeded(ReadOnlySpan<byte> entries, ReadOnlySpan<byte> strings)
    {
        var needed = new List<string>();
        for (; entries.Length >= EntrySize; entries = entries[EntrySize..])
        {
            if (Long(entries, 0) != NeededTag)
                continue;
            var name = strings[(int)Long(entries, 8)..];
            needed.Add(Encoding.ASCII.GetString(name[..name.IndexOf((byte)0)]));
        }
        return needed;
    }

    private static long Long(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadInt64LittleEndian(bytes[offset..]);

    private static int Short(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[offset..]);
}
